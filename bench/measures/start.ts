import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { folderIn, REPOSITORY_ROOT } from '@/services/home/home-folder';
import { anyFreePort } from '@/services/ports/free-port';
import { runToEnd } from '@/services/processes/spawn';
import { eventually } from '@/tests/harness/eventually';
import { runLauncher } from '@/tests/harness/processes/launcher';
import { Figures } from '../results/figure';
import type { BareBench, Measure } from '../run/bench';

const READY = /Portaria runs at/;
const COLD_WITHIN_MS = 15 * 60_000;
const WARM_WITHIN_MS = 3 * 60_000;
const PREPARED_WITHIN_MS = 3 * 60_000;
const SHOWN_CHARACTERS = 500;

/**
 * `npm start` until it says that it runs: from a fresh clone with empty caches; and once everything is there, which it is
 * half a minute after the first start.
 */
export const start: Measure = {
  name: 'start',
  title: 'Start',
  runs: 'in full',
  on: 'nothing',
  run: async (bench) => {
    const figures = new Figures();
    const add = (key: string, title: string, seconds: number): void =>
      figures.add({ key, title, arm: 'A', unit: 's' }, seconds);
    await withFreshClone(bench, async (clone) => {
      // Once only: it fetches everything from the registries.
      const cold = await bench.reporter.onStep('Cold start, and what it prepares for the next', () =>
        startOnce(clone, COLD_WITHIN_MS, () => untilPrepared(clone)),
      );
      add('start.cold', 'cold: a fresh clone, nothing in the caches of npm and Maven', cold);
      for (let repeat = 1; repeat <= bench.sizes.repeats; repeat += 1) {
        const title = `Warm start, ${repeat} of ${bench.sizes.repeats}`;
        const warm = await bench.reporter.onStep(title, () => startOnce(clone, WARM_WITHIN_MS));
        add('start.warm', 'warm: everything is there, with the data of the last run', warm);
      }
    });
    return figures.all();
  },
};

type Clone = { folder: string; env: Record<string, string>; signal: AbortSignal };

/** A copy of what git knows of this work tree, and empty caches beside it; all of it goes afterwards. */
const withFreshClone = async (
  { signal }: BareBench,
  work: (clone: Clone) => Promise<void>,
): Promise<void> => {
  const place = mkdtempSync(path.join(tmpdir(), 'portaria-start-'));
  try {
    const folder = folderIn(place, 'clone');
    const git = { file: 'git', args: ['ls-files', '-z', '--cached'], cwd: REPOSITORY_ROOT };
    const { stdout } = await runToEnd(git, { signal });
    for (const file of stdout.split('\0').filter((name) => name !== '')) {
      cpSync(path.join(REPOSITORY_ROOT, file), path.join(folder, file));
    }
    const env = {
      PORT: String(await anyFreePort()),
      PORTARIA_HOME: path.join(place, 'home'),
      PORTARIA_BUILD: 'product',
      npm_config_cache: folderIn(place, 'npm'),
      MAVEN_OPTS: `${process.env.MAVEN_OPTS ?? ''} -Dmaven.repo.local=${folderIn(place, 'maven')}`,
    };
    await work({ folder, env, signal });
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
};

/** The three Java servers have archives of their classes. */
const untilPrepared = ({ folder, signal }: Clone): Promise<void> =>
  eventually(
    'the next start is prepared',
    async () => {
      if (signal.aborted) return true;
      const cache = path.join(folder, 'node_modules', '.cache', 'portaria');
      const files = readdirSync(cache, { recursive: true, encoding: 'utf8' });
      return files.filter((file) => file.endsWith('.jsa')).length === 3;
    },
    { deadlineMs: PREPARED_WITHIN_MS, pauseMs: 500 },
  ).then(() => undefined);

/**
 * Seconds from the call to the line that says that Portaria runs; it is stopped again once `meanwhile` is done, and at
 * the abort.
 */
const startOnce = async (
  { folder, env, signal }: Clone,
  withinMs: number,
  meanwhile = async (): Promise<void> => undefined,
): Promise<number> => {
  const since = performance.now();
  const launcher = runLauncher(env, 'services/start.ts', folder);
  const stop = (): void => launcher.signal('SIGTERM');
  signal.addEventListener('abort', stop);
  const printed = launcher.printed(READY, withinMs);
  const endedEarly = launcher.ended.then((code) => {
    throw new Error(`npm start ended with ${code}: ${launcher.output().slice(-SHOWN_CHARACTERS)}`);
  });
  // Whichever of them comes second has nobody left to hear it.
  for (const late of [printed, endedEarly]) late.catch(() => undefined);
  try {
    await Promise.race([printed, endedEarly]);
    const seconds = (performance.now() - since) / 1_000;
    await meanwhile();
    return seconds;
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
    await launcher.ended;
  }
};

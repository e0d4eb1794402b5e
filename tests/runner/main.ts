import { parseArgs } from 'node:util';
import { liftLimits } from '../harness/lifted-limits';
import { fetchPrerequisites } from './prerequisites';
import { type Check, staticChecks } from './static-checks';
import { countsOf, failedOnce, type SuiteResult } from './suite';
import { printSummary, runSuite, say } from './test-report';
import { runVitest } from './vitest-suite';

// `npm test` runs everything; `npm run check` (--check) only what needs no servers. For work on one test there is
// `npm test -- --suite integration|failpoints|half-broken-stores|outages|bench|chaos|system|security|end-to-end [--only <part
// of a file name>]`.
const { values: flags } = parseArgs({
  options: {
    check: { type: 'boolean' },
    suite: { type: 'string' },
    only: { type: 'string' },
  },
});
const interrupted = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => interrupted.abort());
const { signal } = interrupted;

liftLimits();

const results: SuiteResult[] = [];
const add = async (title: string, work: () => Promise<SuiteResult>): Promise<void> => {
  if (!signal.aborted) results.push(await runSuite(title, work));
};

if (!flags.suite) {
  // Two lines that take about as long as each other, one for each core.
  const { lint, format, ...others } = staticChecks;
  const inOrder = async (checks: Record<string, Check>): Promise<void> => {
    for (const [name, run] of Object.entries(checks)) await add(name, () => run(signal));
  };
  const fetching = flags.check ? undefined : add('servers and browser', () => fetchPrerequisites(signal));
  const unitTests = () => runVitest({ project: 'unit', signal });
  await Promise.all([inOrder({ lint, format }), inOrder({ ...others, 'unit tests': unitTests }), fetching]);
}
if (!flags.check) {
  const { runWithServers } = await import('./with-servers');
  await runWithServers({ add, signal, ...flags }).catch((error: unknown) => {
    results.push(failedOnce('test run', error instanceof Error ? error.message : String(error)));
  });
}

if (signal.aborted) say('Interrupted; what was started is stopped.');
printSummary(results);
// Sockets of a client library may still be open; everything of ours is stopped by now.
process.exit(signal.aborted || countsOf(results).failed > 0 ? 1 : 0);

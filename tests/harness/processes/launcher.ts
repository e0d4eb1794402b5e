import { spawn } from 'node:child_process';
import { eventually } from '../eventually';

export type Launcher = {
  /** Everything it has printed so far. */
  output: () => string;
  /** Waits until it has printed something that matches. */
  printed: (pattern: RegExp, deadlineMs?: number) => Promise<RegExpExecArray>;
  signal: (name: NodeJS.Signals) => void;
  /** Its exit code. */
  ended: Promise<number>;
};

/**
 * Runs what `npm start` runs, as a process of its own, with the build that the test run has made already; or another of
 * the launcher's programs, or those of another clone.
 */
export const runLauncher = (
  env: Record<string, string>,
  program = 'services/start.ts',
  clone = process.cwd(),
): Launcher => {
  const child = spawn(process.execPath, ['services/bootstrap.mjs', program], {
    env: { ...withoutTestMode(), PORTARIA_BUILD: 'test', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: clone,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? -1));
  });
  return {
    output: () => output,
    printed: (pattern, deadlineMs = 90_000) =>
      eventually(
        `the launcher says ${pattern}`,
        () => pattern.exec(output) ?? refuseIfEnded(child.exitCode, output),
        deadlineMs,
      ),
    signal: (name) => void child.kill(name),
    ended,
  };
};

const refuseIfEnded = (exitCode: number | null, output: string): undefined => {
  if (exitCode !== null) throw new Error(`the launcher ended with ${exitCode}:\n${output}`);
  return undefined;
};

/** Vitest sets NODE_ENV to test, which nobody who types `npm start` has. */
const withoutTestMode = (): NodeJS.ProcessEnv => {
  const inherited: Record<string, string | undefined> = { ...process.env };
  delete inherited.NODE_ENV;
  return inherited as NodeJS.ProcessEnv;
};

import { spawn } from 'node:child_process';

type BinaryResult = { exitCode: number; output: string };

type Options = { env?: Record<string, string>; signal: AbortSignal };

/** Far more than any suite needs: one that hangs must end some time. */
const TIMEOUT_MS = 20 * 60_000;

/**
 * Runs a program of node_modules/.bin and gathers what it prints. It gets a process group of its own, so that Ctrl-C
 * reaches only us and an abort or a time-out (exit code 124) takes its whole family down.
 */
export const runBinary = (command: readonly string[], options: Options): Promise<BinaryResult> => {
  const [program = '', ...args] = command;
  const env = { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...options.env };
  const child = spawn(`node_modules/.bin/${program}`, args, {
    detached: true,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));

  let timedOut = false;
  const killGroup = (): void => {
    if (child.pid && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, 'SIGKILL');
  };
  const timer = setTimeout(() => {
    timedOut = true;
    killGroup();
  }, TIMEOUT_MS);
  options.signal.addEventListener('abort', killGroup, { once: true });

  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      options.signal.removeEventListener('abort', killGroup);
      const output = withoutNoise(Buffer.concat(chunks).toString());
      resolve(
        timedOut
          ? { exitCode: 124, output: `${output}\nIt took too long and was ended.` }
          : { exitCode: code ?? 1, output },
      );
    });
  });
};

const withoutNoise = (output: string): string =>
  output
    .split('\n')
    .filter((line) => !/ExperimentalWarning|--trace-warnings|NO_COLOR/.test(line))
    .join('\n')
    .trim();

import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { anyFreePort } from '../ports/free-port';
import { temporaryHome } from '../test-support/temporary-home';
import { findRunning } from './process-identity';
import { probeHttp, type Program } from './program';
import { type RestartPolicy, Supervised } from './supervise';

const server = "require('http').createServer((q, a) => a.end()).listen(+process.argv[1], '127.0.0.1')";

let place: ReturnType<typeof temporaryHome>;
let port: number;
let said: string[];
let started: Supervised[];
beforeEach(async () => {
  place = temporaryHome();
  port = await anyFreePort();
  said = [];
  started = [];
});
afterEach(async () => {
  await Promise.all(started.map((one) => one.stop()));
  place.remove();
});

type Changes = Partial<Program> & { restart?: RestartPolicy };

const supervised = (script = server, { restart, ...changes }: Changes = {}): Supervised => {
  const program: Program = {
    title: 'Echo',
    pidFile: path.join(place.home, 'echo.pid'),
    logFile: path.join(place.home, 'echo.log'),
    ports: { echo: port },
    prepare: async () => ({ file: process.execPath, args: ['-e', script, String(port)], cwd: place.home }),
    probe: () => probeHttp(`http://127.0.0.1:${port}/`),
    readyTimeoutMs: 10_000,
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 300,
    ...changes,
  };
  const one = new Supervised(program, { say: (line) => said.push(line), restart });
  started.push(one);
  return one;
};

test('brings back what dies by accident, and says so', async () => {
  const echo = supervised();
  await echo.start();
  const first = echo.pid;
  echo.crash();
  await vi.waitFor(() => expect(said.at(-1)).toMatch(/^✓ Echo is back as process \d+/), 10_000);
  expect(said[0]).toBe('! Echo ended (signal SIGKILL); starting it again in 0.2 s');
  expect(echo.pid).not.toBe(first);
});

test('leaves down what was killed on purpose, until it is started', async () => {
  const echo = supervised();
  await echo.start();
  await echo.kill();
  expect(echo.pid).toBeUndefined();
  await echo.start();
  expect(echo.pid).toBeTypeOf('number');
  expect(said).toEqual([]);
});

test('takes over what an earlier launcher left running', async () => {
  const first = supervised();
  await first.start();
  const second = supervised();
  await second.start();
  expect(second.pid).toBe(first.pid);
});

test('kills what does not stop in time', async () => {
  const echo = supervised(`process.on('SIGTERM', () => undefined); ${server}`);
  await echo.start();
  expect(await echo.stop()).toBe('killed');
  expect(await echo.stop()).toBe('not running');
});

test('runs once after two restarts at the same time', async () => {
  const echo = supervised(server, { probe: async () => undefined });
  await echo.start();
  const restart = async (afterMs: number): Promise<void> => {
    await sleep(afterMs);
    await echo.stop();
    await echo.start();
  };
  for (let round = 0; round < 5; round += 1) {
    await Promise.all([0, 5, 10, 15].map(restart));
    expect(findRunning(path.join(place.home, 'echo.pid'))?.pid).toBe(echo.pid);
  }
  await echo.stop();
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
}, 20_000);

test('tells why a program died before it was ready, and where its log is', async () => {
  const echo = supervised("console.error('INFO hello'); console.error('FATAL no disk'); process.exit(3)");
  await expect(echo.start()).rejects.toThrow(
    /Echo ended before it was ready \(exit code 3\).*echo\.log:\n +FATAL no disk$/,
  );
});

test('does not start where somebody else listens', async () => {
  const other = net.createServer();
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
  await expect(supervised().start()).rejects.toThrow(`Echo cannot use port ${port}`);
  await new Promise((resolve) => other.close(resolve));
});

test('starts again at once, however often and however soon it ends, where that is the policy', async () => {
  const quitting = supervised('process.exit(3)', { restart: 'at once', probe: async () => undefined });
  await quitting.start();
  await vi.waitFor(() => expect(quitting.endings.length).toBeGreaterThan(3), 10_000);
  expect(new Set(quitting.endings)).toEqual(new Set(['exit code 3']));
  expect(new Set(said.filter((line) => line.startsWith('!')))).toEqual(
    new Set(['! Echo ended (exit code 3); starting it again in 0.1 s']),
  );
});

test('leaves down what ended by itself where that is the policy, and tells how each run ended', async () => {
  const echo = supervised(server, { restart: 'never' });
  await expect(echo.ended).rejects.toThrow('Echo has not run yet');
  await echo.start();
  echo.crash();
  expect(await echo.ended).toBe('signal SIGKILL');
  expect(echo.pid).toBeUndefined();
  await echo.start();
  const { ended } = echo;
  expect(await echo.stop()).toBe('stopped');
  expect(await ended).toBe('signal SIGTERM');
  expect(echo.endings).toEqual(['signal SIGKILL', 'signal SIGTERM']);
  expect(said).toEqual([]);
});

test('holds a program still between pause and resume, and stops one that is paused', async () => {
  const echo = supervised();
  await echo.start();
  const answers = () => fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(200) });
  echo.pause();
  await expect(answers()).rejects.toThrow();
  echo.resume();
  expect((await answers()).status).toBe(200);
  echo.pause();
  expect(await echo.stop()).toBe('stopped');
});

test('holds still what the program has started too, and leaves nothing of it behind, however it ends', async () => {
  // As the processes of Postgres do: in a session of its own, gone when it notices that its parent is.
  const child = `${server}; process.stdin.on('end', () => process.exit()).resume()`;
  const parent = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}, process.argv[1]],
    { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })`;
  const echo = supervised(parent);
  const answers = () => fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(500) });
  const isFree = () => expect(answers()).rejects.toThrow('fetch failed');
  await echo.start();
  echo.pause();
  await expect(answers()).rejects.toThrow('timeout');
  echo.resume();
  await vi.waitFor(answers, 5_000);
  for (const end of [() => echo.stop(), () => echo.kill()]) {
    echo.pause();
    await end();
    await vi.waitFor(isFree, 10_000);
    await echo.start();
  }
  echo.pause();
  echo.crash();
  await vi.waitFor(() => expect(said.at(-1)).toMatch(/^✓ Echo is back/), 20_000);
  await echo.stop();
  await vi.waitFor(isFree, 10_000);
}, 60_000);

test('gives one run and its restarts an environment of their own, and the next start the usual one', async () => {
  const command = { file: process.execPath, args: ['-e', 'process.exit(+(process.env.CODE ?? 0))'] };
  const echo = supervised(server, {
    restart: 'at once',
    probe: async () => undefined,
    prepare: async () => ({ ...command, cwd: place.home, env: { PATH: process.env.PATH } }),
  });
  await echo.start({ CODE: '7' });
  await vi.waitFor(() => expect(echo.endings.length).toBeGreaterThan(1), 10_000);
  await echo.stop();
  expect(new Set(echo.endings)).toEqual(new Set(['exit code 7']));
  await echo.start();
  expect(await echo.ended).toBe('exit code 0');
});

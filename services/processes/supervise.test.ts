import net from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { probeHttp, type Program } from './program';
import { Supervised } from './supervise';
import { anyFreePort } from '../ports/free-port';
import { temporaryHome } from '../test-support/temporary-home';

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

const supervised = (script = server, changes: Partial<Program> = {}): Supervised => {
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
  const one = new Supervised(program, { say: (line) => said.push(line) });
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

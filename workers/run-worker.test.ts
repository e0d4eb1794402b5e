import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Logger } from '@/src/infrastructure/logging/logger';
import { SERVER_OF, StoreHealth } from '@/src/infrastructure/retry/store-health';
import { atOnce, runWorker, type Resource } from './run-worker';

const logged: string[] = [];
const write = (fields: object | string, message?: string) => void logged.push(message ?? String(fields));
const logger = { info: write, error: write, fatal: write } as unknown as Logger;

let exitCode: Promise<number>;
let listeners: Map<string, NodeJS.SignalsListener[]>;
beforeEach(() => {
  logged.length = 0;
  listeners = new Map(['SIGTERM', 'SIGINT'].map((name) => [name, process.listeners(name as 'SIGTERM')]));
  exitCode = new Promise((resolve) => {
    vi.spyOn(process, 'exit').mockImplementation((code) => resolve(Number(code)) as never);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const name of ['SIGTERM', 'SIGINT'] as const)
    for (const listener of process.listeners(name))
      if (!listeners.get(name)!.includes(listener)) process.off(name, listener);
});

const run = (resources: Resource[]) =>
  void runWorker({
    logger,
    health: new StoreHealth(SERVER_OF),
    healthAt: { host: '127.0.0.1', port: 0 },
    stopTimeoutMs: 1_000,
    resources,
  });

const calls: string[] = [];
beforeEach(() => {
  calls.length = 0;
});
const resource = (name: string, start: () => Promise<void> = async () => {}): Resource => ({
  name,
  start: async () => {
    calls.push(`start ${name}`);
    await start();
  },
  stop: async () => void calls.push(`stop ${name}`),
});

it('starts in order, says so, and stops in the reverse order when it is told to', async () => {
  run([resource('a'), resource('b')]);
  await vi.waitUntil(() => logged.includes('started'));
  process.emit('SIGTERM');
  expect(await exitCode).toBe(0);
  expect(calls).toEqual(['start a', 'start b', 'stop b', 'stop a']);
});

it('starts and stops those at once that do not need each other, all of them also where one does not stop cleanly', async () => {
  const broken = { ...resource('broken'), stop: () => Promise.reject(new Error('no')) };
  const slow = resource('slow', () => vi.waitUntil(() => calls.includes('start last')).then(() => undefined));
  run([resource('first'), atOnce(slow, broken, resource('last'))]);
  await vi.waitUntil(() => logged.includes('started'));
  process.emit('SIGTERM');
  expect(await exitCode).toBe(1);
  expect(calls).toEqual([
    'start first',
    'start slow',
    'start broken',
    'start last',
    'stop slow',
    'stop last',
    'stop first',
  ]);
});

it('told to stop during the start: starts nothing more and never says that it has started', async () => {
  run([resource('slow', () => new Promise(() => process.emit('SIGTERM'))), resource('next')]);
  expect(await exitCode).toBe(0);
  expect(calls).toEqual(['start slow', 'stop slow']);
  expect(logged).not.toContain('started');
});

it('a resource that cannot start ends the worker with 1', async () => {
  run([resource('broken', () => Promise.reject(new Error('no port'))), resource('next')]);
  expect(await exitCode).toBe(1);
  expect(calls).toEqual(['start broken', 'stop broken']);
  expect(logged).not.toContain('started');
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Probe } from '@/src/application/ports/health';
import { keptReadiness } from './readiness';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const counting = (name: string, ok: boolean): Probe & { asked: number } => ({
  name,
  asked: 0,
  async check() {
    this.asked += 1;
    return ok ? { name, ok } : { name, ok, detail: 'connect ECONNREFUSED 10.0.0.1:6379' };
  },
});

it('asks the parts once a second, however many ask', async () => {
  const [kafka, redis] = [counting('kafka', true), counting('redis', true)];
  const ready = keptReadiness([kafka, redis], () => {});
  const answers = await Promise.all([ready(), ready(), ready()]);
  await ready();
  expect(answers[0]).toMatchObject({ status: 'ready', failing: [] });
  expect([kafka.asked, redis.asked]).toEqual([1, 1]);
  await vi.advanceTimersByTimeAsync(1_001);
  await ready();
  expect(kafka.asked).toBe(2);
});

it('names what fails, and tells its words to the log alone', async () => {
  const told: string[] = [];
  const ready = keptReadiness([counting('redis', false)], (name, detail) => told.push(name, detail));
  const answer = await ready();
  expect(answer).toEqual({ status: 'not ready', failing: ['redis'], checks: [{ name: 'redis', ok: false }] });
  expect(told).toEqual(['redis', 'connect ECONNREFUSED 10.0.0.1:6379']);
});

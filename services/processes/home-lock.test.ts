import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryHome } from '../test-support/temporary-home';
import { lockHome } from './home-lock';
import { identify } from './process-identity';

let place: ReturnType<typeof temporaryHome>;
beforeEach(() => (place = temporaryHome()));
afterEach(() => place.remove());

test('refuses a home that a living process holds, and takes over from a dead one', () => {
  const file = path.join(place.home, 'launcher.pid');
  writeFileSync(file, JSON.stringify(identify(process.ppid)));
  expect(() => lockHome(place.home)).toThrow(`already runs on ${place.home} (process ${process.ppid})`);

  // The same pid with another start time is another process: the one that held the home is gone.
  writeFileSync(file, JSON.stringify({ pid: process.ppid, started: 'long ago' }));
  const lock = lockHome(place.home);
  expect(() => lockHome(place.home)).not.toThrow();
  lock.release();
});

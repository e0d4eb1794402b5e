import { statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryHome } from '../test-support/temporary-home';
import { keptAdmin, proposeFirstAdmin } from './first-admin';
import { readSecrets } from './secrets';

let place: ReturnType<typeof temporaryHome>;
beforeEach(() => (place = temporaryHome()));
afterEach(() => place.remove());

const modeOf = (file: string): string => (statSync(path.join(place.home, file)).mode & 0o777).toString(8);

test('draws the secrets once and lets nobody else read them', () => {
  const secrets = readSecrets(place.home);
  expect(readSecrets(place.home)).toEqual(secrets);
  expect(Buffer.from(secrets.nextAuthSecret, 'base64url')).toHaveLength(32);
  expect(modeOf('secrets.json')).toBe('600');
});

test('writes the first admin down before there is an account, and takes back what was not needed', () => {
  const { admin, forget } = proposeFirstAdmin(place.home, {});
  expect(keptAdmin(place.home)).toEqual(admin);
  expect(modeOf('admin.json')).toBe('600');
  forget();
  expect(keptAdmin(place.home)).toBeUndefined();
});

test('proposes the same password again after a start that failed, and keeps what a later proposal did not need', () => {
  const first = proposeFirstAdmin(place.home, {});
  expect(proposeFirstAdmin(place.home, {}).admin).toEqual(first.admin);
  proposeFirstAdmin(place.home, { email: 'other@example.org' }).forget();
  expect(keptAdmin(place.home)).toEqual(first.admin);
});

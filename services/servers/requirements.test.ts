import { expect, test } from 'vitest';
import { majorVersion, requireSupportedPlatform } from './requirements';

test('reads the major version from what Java says, old and new', () => {
  expect(majorVersion('openjdk version "17.0.15" 2025-04-15')).toBe(17);
  expect(majorVersion('java version "1.8.0_392"')).toBe(8);
  expect(majorVersion('something else')).toBe(0);
});

test('sends people on other machines to docker compose, unless no server has to be started', () => {
  expect(() => requireSupportedPlatform(['redis'], 'win32', 'x64')).toThrow(/win32-x64.*docker compose/);
  expect(() => requireSupportedPlatform([], 'win32', 'x64')).not.toThrow();
  expect(() => requireSupportedPlatform(['redis'], 'darwin', 'arm64')).not.toThrow();
});

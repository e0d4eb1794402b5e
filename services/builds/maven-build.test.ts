import { expect, test } from 'vitest';
import { mavenCause } from './maven-build';

test('takes the first error of Maven, without colours and marks', () => {
  const output = 'noise\n\u001B[1m[ERROR]\u001B[m Could not find artifact org.x:y.\n[ERROR] -> [Help 1]\n';
  expect(mavenCause(output)).toBe('Could not find artifact org.x:y');
  expect(mavenCause('')).toBe('it gave no reason');
});

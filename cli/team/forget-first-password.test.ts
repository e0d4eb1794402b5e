import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { forgetFirstPassword } from './forget-first-password';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'portaria-home-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));
const file = () => join(home, 'admin.json');

it('takes the file away once the password in it was changed, however the address is written', () => {
  writeFileSync(file(), JSON.stringify({ email: 'admin@portaria.localhost', password: 'x' }));
  forgetFirstPassword(home, ' Admin@PORTARIA.localhost');
  expect(existsSync(file())).toBe(false);
});

it('leaves the file of somebody else, and what it cannot read', () => {
  forgetFirstPassword(home, 'ana@example.org');
  for (const content of ['{"email":"admin@portaria.localhost"}', 'no JSON']) {
    writeFileSync(file(), content);
    forgetFirstPassword(home, 'ana@example.org');
    expect(existsSync(file())).toBe(true);
  }
});

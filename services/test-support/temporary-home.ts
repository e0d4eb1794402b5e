import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A home for a test, and the way to be rid of it. */
export const temporaryHome = (): { home: string; remove: () => void } => {
  const home = mkdtempSync(path.join(tmpdir(), 'portaria-home-'));
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
};

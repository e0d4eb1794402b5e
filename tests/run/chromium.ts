import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC_APPS = ['Chromium', 'Google Chrome'].map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);

const ADVICE =
  'No Chromium was found for the end-to-end tests. Install one (Debian, Ubuntu: apt-get install chromium; elsewhere: ' +
  'npx playwright install chromium), or set PLAYWRIGHT_CHROMIUM_PATH to the one you have.';

/** Path of the browser to test with: the one that was named, an installed one, Playwright's own, or one from apt. */
export const findChromium = (): string => {
  const named = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  if (named && !existsSync(named))
    throw new Error(`PLAYWRIGHT_CHROMIUM_PATH names ${named}, which does not exist.`);
  const found = named ?? installed() ?? playwrightsOwn() ?? (installByApt() ? installed() : undefined);
  if (!found) throw new Error(ADVICE);
  return found;
};

const installed = (): string | undefined => {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...MAC_APPS].find(isExecutable);
};

const playwrightsOwn = (): string | undefined => {
  const path = chromium.executablePath();
  return isExecutable(path) ? path : undefined;
};

/** Only where it asks nobody: as root, on a Debian. */
const installByApt = (): boolean => {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = (): boolean =>
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env, stdio: 'ignore' })
      .status === 0;
  return install() || (spawnSync('apt-get', ['update'], { env, stdio: 'ignore' }).status === 0 && install());
};

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

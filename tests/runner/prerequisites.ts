import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';
import { runToEnd } from '@/services/processes/spawn';
import { SERVER_NAMES } from '@/services/servers/server-program';
import { fetchServers } from '@/services/servers/servers';
import { passedOnce, type SuiteResult } from './suite';
import { onStep } from './test-report';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC_APPS = ['Chromium', 'Google Chrome'].map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);

const ADVICE =
  'No Chromium was found for the end-to-end tests. Install one (Debian, Ubuntu: apt-get install chromium; elsewhere: ' +
  'npx playwright install chromium), or set PLAYWRIGHT_CHROMIUM_PATH to the one you have.';

/** What only a first run has to fetch: the servers with Maven, and a browser. */
export const fetchPrerequisites = async (signal: AbortSignal): Promise<SuiteResult> => {
  await Promise.all([fetchServers([...SERVER_NAMES], { onStep, signal }), findChromium(signal)]);
  return passedOnce('servers and browser');
};

/** Path of the browser to test with: the one that was named, an installed one, Playwright's own, or one from apt. */
export const findChromium = async (signal: AbortSignal): Promise<string> => {
  const named = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  if (named && !existsSync(named))
    throw new Error(`PLAYWRIGHT_CHROMIUM_PATH names ${named}, which does not exist.`);
  const found =
    named ?? installed() ?? playwrightsOwn() ?? ((await installByApt(signal)) ? installed() : undefined);
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
const installByApt = async (signal: AbortSignal): Promise<boolean> => {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = async (...args: string[]): Promise<boolean> => {
    const { exitCode } = await runToEnd({ file: 'apt-get', args, cwd: '/', env }, { signal });
    return exitCode === 0;
  };
  const install = (): Promise<boolean> => apt('install', '-y', '--no-install-recommends', 'chromium');
  return (await install()) || ((await apt('update')) && (await install()));
};

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

import { SERVER_NAMES } from '@/services/servers/server';
import { fetchServers } from '@/services/servers/servers';
import { findChromium } from './chromium';
import { onStep } from './report';
import { passedOnce, type SuiteResult } from './suite';

/** What only a first run has to fetch: the servers with Maven, and a browser. */
export const fetchWhatIsMissing = async (signal: AbortSignal): Promise<SuiteResult> => {
  await Promise.all([fetchServers([...SERVER_NAMES], { onStep, signal }), findChromium(signal)]);
  return passedOnce('servers and browser');
};

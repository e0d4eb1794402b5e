import { fetchServers } from '@/services/fetch-servers';
import { serverNames } from '@/services/server-name';
import { findChromium } from './prerequisites';
import { onStep } from './test-report';
import { passedOnce, type SuiteResult } from './suite';

/** What only a first run has to fetch: the servers with Maven, and a browser. */
export const fetchWhatIsMissing = async (signal: AbortSignal): Promise<SuiteResult> => {
  await Promise.all([fetchServers([...serverNames], { onStep, signal }), findChromium(signal)]);
  return passedOnce('servers and browser');
};

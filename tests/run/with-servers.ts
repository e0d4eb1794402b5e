import type { SuiteResult } from './suite';

export type AddSuite = (title: string, work: () => Promise<SuiteResult>) => Promise<void>;

/** Everything that needs the real servers: the adapters alone first, then the whole product. */
export const runWithServers = async (add: AddSuite, signal: AbortSignal): Promise<void> => {
  void add;
  void signal;
};

import { buildWithMaven, isBuilt, type MavenServer } from './maven-build';
import type { Progress } from './progress';
import type { ServerName } from './server-name';

/**
 * Fetches and builds what is missing of these servers, one after the other: Maven's local repository is not made for
 * several at once. Nothing is done, or said, where everything is there.
 */
export const fetchServers = async (
  names: ServerName[],
  { onStep, signal }: { onStep: Progress; signal?: AbortSignal },
): Promise<void> => {
  const missing = names.filter((name) => name !== 'postgres').filter((name: MavenServer) => !isBuilt(name));
  for (const name of missing) {
    await onStep(`Fetching ${name} with Maven`, () => buildWithMaven(name, { signal }));
  }
};

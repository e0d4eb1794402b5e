import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { contentHash } from '../home/files';
import { CACHE_FOLDER, REPOSITORY_ROOT } from '../home/home-folder';
import { runToEnd, toolEnvironment } from '../processes/spawn';
import { LaunchError, systemCodeOf } from '../terminal/launch-error';

export type MavenServer = 'kafka' | 'activemq' | 'elasticsearch' | 'redis';
type BuildOptions = { signal?: AbortSignal };

/** Where the server's files are once they are built: one folder for each state of its pom and sources. */
export const builtFolder = (server: MavenServer): string => {
  const hash = contentHash(path.join(REPOSITORY_ROOT, 'services', 'servers', server), ['pom.xml', 'src']);
  return path.join(CACHE_FOLDER, `${server}-${hash.slice(0, 16)}`);
};

/** Whether nothing has to be fetched or built for this server. */
export const isBuilt = (server: MavenServer): boolean => existsSync(builtFolder(server));

/**
 * Fetches the servers' published files with Maven and builds what we add to them, side by side in one run of Maven, whose
 * local repository is not made for several. It works in a folder of its own, of which each server's part gets its name
 * at the end, so runs side by side do not meet and an interrupted one leaves nothing that looks whole.
 *
 * @throws LaunchError when Maven is missing or fails.
 */
export const buildWithMaven = async (
  servers: readonly MavenServer[],
  options: BuildOptions = {},
): Promise<void> => {
  mkdirSync(CACHE_FOLDER, { recursive: true });
  const draft = mkdtempSync(path.join(CACHE_FOLDER, 'building-'));
  try {
    for (const server of servers) copyInputs(server, path.join(draft, server));
    writeFileSync(path.join(draft, 'pom.xml'), pomOfAll(servers));
    await runMaven(servers, draft, options);
    for (const server of servers) putInPlace(path.join(draft, server, 'home'), builtFolder(server));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
};

const copyInputs = (server: MavenServer, draft: string): void => {
  for (const input of ['pom.xml', 'src']) {
    const from = path.join(REPOSITORY_ROOT, 'services', 'servers', server, input);
    if (existsSync(from)) cpSync(from, path.join(draft, input), { recursive: true });
  }
};

const pomOfAll = (servers: readonly MavenServer[]): string => `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>portaria</groupId>
  <artifactId>servers</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <modules>${servers.map((server) => `<module>${server}</module>`).join('')}</modules>
</project>
`;

const runMaven = async (
  servers: readonly MavenServer[],
  draft: string,
  options: BuildOptions,
): Promise<void> => {
  const atOnce = String(servers.length);
  const args = ['-B', '-q', '-ntp', '-T', atOnce, '-f', path.join(draft, 'pom.xml'), 'package'];
  let said = '';
  // Offline first: with everything in the local repository no network is needed, and none is asked.
  for (const mode of [['-o'], []]) {
    const command = { file: 'mvn', args: [...mode, ...args], cwd: draft, env: toolEnvironment() };
    const { exitCode, stdout, stderr } = await runToEnd(command, options).catch(explainMissingMaven);
    if (exitCode === 0) return;
    said = stdout + stderr;
  }
  throw new LaunchError(
    `Maven could not fetch the files of ${servers.join(', ')}: ${mavenCause(said)}. Check the network and Maven's settings, then start again.`,
  );
};

const explainMissingMaven = (error: unknown): never => {
  if (!(error instanceof LaunchError)) throw error;
  throw new LaunchError(
    'Maven (mvn) was not found; it fetches Kafka, ActiveMQ, Elasticsearch and Redis at the first start: install it and start again.',
  );
};

/** The first error line of Maven's output without its marks, its colours and the dot at its end. */
export const mavenCause = (output: string): string => {
  const plain = stripVTControlCharacters(output);
  const line = /^\[ERROR\]\s*(.+)$/m.exec(plain)?.[1] ?? plain.trim().split('\n').at(-1) ?? '';
  return line === '' ? 'it gave no reason' : line.slice(0, 400).replace(/[.:]?\s*$/, '');
};

/** Somebody else may have been faster with the same content; then theirs is as good as ours. */
const putInPlace = (built: string, target: string): void => {
  try {
    renameSync(built, target);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(systemCodeOf(error) ?? '')) throw error;
  }
};

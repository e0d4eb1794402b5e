import path from 'node:path';
import { REPOSITORY_ROOT } from '../home/home-folder';
import { runToEnd } from '../processes/spawn';
import { LaunchError } from '../terminal/launch-error';
import type { Java, ServerName } from './server-program';

const OLDEST_JAVA = 17;
const SUPPORTED_PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/**
 * The Java to run the servers with: that of JAVA_HOME, else the one on the PATH.
 *
 * @throws LaunchError when there is none or it is older than 17.
 */
export const findJava = async (javaHome?: string): Promise<Java> => {
  const file = javaHome ? path.join(javaHome, 'bin', 'java') : 'java';
  const build = await buildOf(file);
  if (build === undefined) {
    throw new LaunchError(
      `${javaHome ? `JAVA_HOME is set, but ${file} cannot be run` : 'Java was not found'}: install Java ${OLDEST_JAVA} or newer (a JDK), or set JAVA_HOME to one.`,
    );
  }
  const version = majorVersion(build);
  if (version < OLDEST_JAVA) {
    throw new LaunchError(
      `${file} is Java ${version}, but Kafka, ActiveMQ and Elasticsearch need ${OLDEST_JAVA} or newer: install one, or set JAVA_HOME to it.`,
    );
  }
  return { file, build };
};

const buildOf = async (file: string): Promise<string | undefined> => {
  try {
    const { exitCode, stderr, stdout } = await runToEnd({
      file,
      args: ['-version'],
      cwd: REPOSITORY_ROOT,
    });
    return exitCode === 0 ? stderr + stdout : undefined;
  } catch (error) {
    if (error instanceof LaunchError) return undefined;
    throw error;
  }
};

/** 17 from `openjdk version "17.0.15"`, 8 from `java version "1.8.0_392"`; 0 where nothing is said. */
export const majorVersion = (text: string): number => Number(/version "(?:1\.)?(\d+)/.exec(text)?.[1] ?? 0);

/** @throws LaunchError where the servers' packages do not exist for this machine. */
export const requireSupportedPlatform = (
  own: ServerName[],
  platform = process.platform,
  arch: string = process.arch,
): void => {
  if (own.length === 0 || SUPPORTED_PLATFORMS.includes(`${platform}-${arch}`)) return;
  throw new LaunchError(
    `The servers cannot be started directly on ${platform}-${arch}: run \`docker compose up\` instead, or set KAFKA_BROKERS, ACTIVEMQ_URL, ELASTICSEARCH_URL, REDIS_URL and DATABASE_URL to servers of your own.`,
  );
};

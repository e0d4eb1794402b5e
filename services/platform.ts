import { LaunchError } from './launch-error';
import type { ServerName } from './server-name';

const supported = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/** @throws LaunchError where the servers' packages do not exist for this machine. */
export const requireSupportedPlatform = (
  own: ServerName[],
  platform = process.platform,
  arch: string = process.arch,
): void => {
  if (own.length === 0 || supported.includes(`${platform}-${arch}`)) return;
  throw new LaunchError(
    `The servers cannot be started directly on ${platform}-${arch}: run \`docker compose up\` instead, or set KAFKA_BROKERS, ACTIVEMQ_URL, ELASTICSEARCH_URL, REDIS_URL and DATABASE_URL to servers of your own.`,
  );
};

import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { LaunchError } from '../launch-error';
import { builtFolder } from '../maven-build';
import { probeRedis } from '../probes';
import type { Program } from '../program';
import { portOf, type ServerSetting } from '../server-setting';

const architectures: Partial<Record<NodeJS.Architecture, string>> = { x64: 'amd64', arm64: 'arm64' };

/** Redis from a static binary, on the loopback address, without a password. */
export const redisProgram = ({ folder, ports }: ServerSetting): Program => {
  const data = path.join(folder, 'data');
  const port = portOf(ports, 'redis');

  const prepare: Program['prepare'] = async () => {
    mkdirSync(data, { recursive: true });
    const configuration = path.join(import.meta.dirname, 'redis.conf');
    return { file: binary(), args: [configuration, '--port', String(port), '--dir', data], cwd: folder };
  };

  return {
    title: 'Redis',
    pidFile: path.join(folder, 'server.pid'),
    logFile: path.join(folder, 'server.log'),
    ports,
    prepare,
    probe: () => probeRedis(port),
    readyTimeoutMs: 60_000,
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 20_000,
  };
};

const binary = (): string => {
  const folder = builtFolder('redis');
  const suffix = `-${process.platform}-${architectures[process.arch]}`;
  const name = readdirSync(folder).find((file) => file.endsWith(suffix));
  if (!name)
    throw new LaunchError(
      `There is no Redis for ${process.platform} on ${process.arch}: set REDIS_URL to one.`,
    );
  // Unpacking a jar loses the permission to execute.
  chmodSync(path.join(folder, name), 0o755);
  return path.join(folder, name);
};

import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { builtFolder } from '../../builds/maven-build';
import { portOf } from '../../ports/port-memory';
import type { Program } from '../../processes/program';
import { LaunchError } from '../../terminal/launch-error';
import { checkRedis } from '../liveness-checks';
import { serverProgram, type ServerSetting } from '../server-program';

const ARCHITECTURES: Partial<Record<NodeJS.Architecture, string>> = { x64: 'amd64', arm64: 'arm64' };

/** Redis from a static binary, on the loopback address, without a password. */
export const redisProgram = (setting: ServerSetting): Program => {
  const { folder, ports } = setting;
  const data = path.join(folder, 'data');
  const port = portOf(ports, 'redis');

  const prepare: Program['prepare'] = async () => {
    mkdirSync(data, { recursive: true });
    const configuration = path.join(import.meta.dirname, 'redis.conf');
    return { file: binary(), args: [configuration, '--port', String(port), '--dir', data], cwd: folder };
  };

  return serverProgram(setting, {
    title: 'Redis',
    prepare,
    probe: () => checkRedis(port),
  });
};

const binary = (): string => {
  const folder = builtFolder('redis');
  const suffix = `-${process.platform}-${ARCHITECTURES[process.arch]}`;
  const name = readdirSync(folder).find((file) => file.endsWith(suffix));
  if (!name)
    throw new LaunchError(
      `There is no Redis for ${process.platform} on ${process.arch}: set REDIS_URL to one.`,
    );
  // Unpacking a jar loses the permission to execute.
  chmodSync(path.join(folder, name), 0o755);
  return path.join(folder, name);
};

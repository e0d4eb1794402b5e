import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { runCommand } from '../command';
import { LaunchError } from '../launch-error';
import { tellingLines } from '../log-tail';
import { builtFolder } from '../maven-build';
import { probeKafka } from '../probes';
import type { Program } from '../program';
import { jvmOptions, portOf, type ServerSetting } from '../server-setting';

/** One Kafka broker that is its own KRaft controller. */
export const kafkaProgram = ({ folder, java, ports }: ServerSetting): Program => {
  const properties = path.join(folder, 'server.properties');
  const data = path.join(folder, 'data');
  const logging = `-Dlog4j2.configurationFile=file:${path.join(import.meta.dirname, 'log4j2.properties')}`;
  const classPath = ['-cp', path.join(builtFolder('kafka'), 'lib', '*')];

  const prepare: Program['prepare'] = async (signal) => {
    mkdirSync(data, { recursive: true });
    writeFileSync(properties, serverProperties(data, ports));
    if (!existsSync(path.join(data, 'meta.properties'))) {
      const clusterId = randomBytes(16).toString('base64url');
      const format = ['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', properties];
      const command = {
        file: java,
        args: [...jvmOptions(128), logging, ...classPath, ...format],
        cwd: folder,
      };
      const { exitCode, stdout, stderr } = await runCommand(command, { signal });
      if (exitCode !== 0) {
        throw new LaunchError(`Kafka could not format ${data}: ${tellingLines(stdout + stderr).join(' ')}`);
      }
    }
    const args = [...jvmOptions(256), logging, ...classPath, 'kafka.Kafka', properties];
    return { file: java, args, cwd: folder };
  };

  return {
    title: 'Kafka',
    pidFile: path.join(folder, 'server.pid'),
    logFile: path.join(folder, 'server.log'),
    ports,
    prepare,
    probe: () => probeKafka(portOf(ports, 'kafka')),
    readyTimeoutMs: 60_000,
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 20_000,
  };
};

const serverProperties = (data: string, ports: ServerSetting['ports']): string =>
  readFileSync(path.join(import.meta.dirname, 'server.properties'), 'utf8')
    .replaceAll('@DATA@', data)
    .replaceAll('@BROKER_PORT@', String(portOf(ports, 'kafka')))
    .replaceAll('@CONTROLLER_PORT@', String(portOf(ports, 'kafka-controller')));

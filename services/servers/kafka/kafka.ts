import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { builtFolder } from '../../builds/maven-build';
import { portOf } from '../../ports/port-memory';
import type { Program } from '../../processes/program';
import { runToEnd } from '../../processes/spawn';
import { LaunchError } from '../../terminal/launch-error';
import { causeLines } from '../../terminal/log-file';
import { archiveClasses, javaArguments, type JavaProgram } from '../class-data';
import { checkKafka } from '../liveness-checks';
import { jvmOptions, serverProgram, type ServerSetting } from '../server-program';

/** One Kafka broker that is its own KRaft controller. */
export const kafkaProgram = (setting: ServerSetting): Program => {
  const { folder, java, ports } = setting;
  const built = builtFolder('kafka');
  const properties = path.join(folder, 'server.properties');
  const data = path.join(folder, 'data');
  const logging = `-Dlog4j2.configurationFile=file:${path.join(import.meta.dirname, 'log4j2.properties')}`;
  const virtualMachine = (heapMiB: number): JavaProgram => ({
    java,
    folder,
    built,
    options: [...jvmOptions(heapMiB), logging],
    classPath: path.join(built, 'lib', '*'),
  });

  const prepare: Program['prepare'] = async (signal) => {
    mkdirSync(data, { recursive: true });
    writeFileSync(properties, serverProperties(data, ports));
    if (!existsSync(path.join(data, 'meta.properties'))) {
      const clusterId = drawClusterId();
      const format = ['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', properties];
      const command = { file: java.file, args: javaArguments(virtualMachine(128), format), cwd: folder };
      const { exitCode, stdout, stderr } = await runToEnd(command, { signal });
      if (exitCode !== 0) {
        throw new LaunchError(`Kafka could not format ${data}: ${causeLines(stdout + stderr).join(' ')}`);
      }
    }
    const args = javaArguments(virtualMachine(256), ['kafka.Kafka', properties]);
    return { file: java.file, args, cwd: folder };
  };

  return serverProgram(setting, {
    title: 'Kafka',
    prepare,
    probe: () => checkKafka(portOf(ports, 'kafka')),
    prepareNextStart: (signal) => archiveClasses(virtualMachine(256), signal),
  });
};

const serverProperties = (data: string, ports: ServerSetting['ports']): string =>
  readFileSync(path.join(import.meta.dirname, 'server.properties'), 'utf8')
    .replaceAll('@DATA@', data)
    .replaceAll('@BROKER_PORT@', String(portOf(ports, 'kafka')))
    .replaceAll('@CONTROLLER_PORT@', String(portOf(ports, 'kafka-controller')));

/** 16 random bytes in base64url. The first bit is 0: an id that begins with a hyphen would be taken for an option. */
const drawClusterId = (): string => {
  const bytes = randomBytes(16);
  bytes[0] = bytes[0]! & 0x7f;
  return bytes.toString('base64url');
};

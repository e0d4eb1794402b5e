import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderIn } from '@/services/home/home-folder';
import { readSecrets } from '@/services/home/secrets';
import { openPortMemory, portOf } from '@/services/ports/port-memory';
import type { Program } from '@/services/processes/program';
import { Supervised } from '@/services/processes/supervise';
import { findJava } from '@/services/servers/requirements';
import { fetchServers, programOf } from '@/services/servers/servers';
import type { OnStep } from '@/services/terminal/step-reporter';
import { Link } from './link';

export type KafkaBehindLink = { server: Supervised; link: Link; brokers: string };

type Setting = { home: string; onStep: OnStep; say: (line: string) => void };

/**
 * Kafka that names the link as its address. A client asks any broker where the partitions are and then connects to the
 * address it is told, so a proxy that the broker does not know of would be passed by.
 */
export const startKafkaBehindLink = async ({ home, onStep, say }: Setting): Promise<KafkaBehindLink> => {
  await fetchServers(['kafka'], { onStep });
  const program = await programOf('kafka', {
    home,
    java: await findJava(process.env.JAVA_HOME),
    memory: openPortMemory(home),
    secrets: readSecrets(home),
  });
  const link = await Link.open(portOf(program.ports, 'kafka'));
  const server = new Supervised(advertising(program, link.port, folderIn(home, 'kafka')), { say });
  await onStep(`Kafka on 127.0.0.1:${program.ports['kafka']}, reached by ${link.port}`, () => server.start());
  return { server, link, brokers: `127.0.0.1:${link.port}` };
};

const advertising = (program: Program, port: number, folder: string): Program => ({
  ...program,
  prepare: async (signal) => {
    const command = await program.prepare(signal);
    const file = join(folder, 'server.properties');
    const properties = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      properties.replace(
        /^advertised\.listeners=PLAINTEXT:\/\/127\.0\.0\.1:\d+/m,
        `advertised.listeners=PLAINTEXT://127.0.0.1:${port}`,
      ),
    );
    return command;
  },
});

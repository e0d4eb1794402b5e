import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchServers } from '@/services/fetch-servers';
import { folderIn } from '@/services/home';
import { findJava } from '@/services/java';
import { openPortMemory } from '@/services/port-memory';
import type { Program } from '@/services/program';
import type { Progress } from '@/services/progress';
import { readSecrets } from '@/services/secrets';
import { portOf } from '@/services/server-setting';
import { programOf } from '@/services/servers';
import { Supervised } from '@/services/supervise';
import { Link } from '../../harness/fault-proxy';

export type KafkaBehindLink = { server: Supervised; link: Link; brokers: string };

type Setting = { home: string; onStep: Progress; say: (line: string) => void };

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

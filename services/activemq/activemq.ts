import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { builtFolder } from '../maven-build';
import { probeStomp } from '../probes';
import type { Program } from '../program';
import { inheritedEnvironment } from '../launcher-env';
import { jvmOptions, portOf, type ServerSetting } from '../server-setting';

/** ActiveMQ Classic with STOMP for the product and Jolokia (JMX over HTTP) for whoever looks in. */
export const activemqProgram = ({ folder, java, ports, secrets }: ServerSetting): Program => {
  const data = path.join(folder, 'data');
  const agentSettings = path.join(folder, 'jolokia.properties');
  const stompPort = portOf(ports, 'activemq');
  const { user, password } = secrets.activemq;

  const prepare: Program['prepare'] = async () => {
    const built = builtFolder('activemq');
    mkdirSync(data, { recursive: true });
    // A file instead of agent arguments: the command line can be read by everybody on the machine.
    const agent = {
      host: '127.0.0.1',
      port: portOf(ports, 'activemq-jolokia'),
      user,
      password,
      discoveryEnabled: false,
    };
    const lines = Object.entries(agent).map(([key, value]) => `${key}=${value}\n`);
    writeFileSync(agentSettings, lines.join(''), { mode: 0o600 });
    return {
      file: java,
      args: [
        ...jvmOptions(256),
        `-Dactivemq.home=${folder}`,
        `-Dactivemq.data=${data}`,
        `-Dlog4j2.configurationFile=file:${path.join(import.meta.dirname, 'log4j2.properties')}`,
        `-javaagent:${path.join(built, 'agent', 'jolokia.jar')}=config=${agentSettings}`,
        '-cp',
        jarsIn(path.join(built, 'lib')),
        'org.apache.activemq.console.command.ShellCommand',
        'start',
        `xbean:file:${path.join(import.meta.dirname, 'activemq.xml')}`,
      ],
      cwd: folder,
      env: {
        ...inheritedEnvironment(),
        BROKER_DATA: data,
        BROKER_HOST: '127.0.0.1',
        BROKER_STOMP_PORT: String(stompPort),
        BROKER_USER: user,
        BROKER_PASSWORD: password,
      },
    };
  };

  return {
    title: 'ActiveMQ',
    pidFile: path.join(folder, 'server.pid'),
    logFile: path.join(folder, 'server.log'),
    ports,
    prepare,
    probe: () => probeStomp(stompPort, secrets.activemq),
    readyTimeoutMs: 60_000,
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 20_000,
  };
};

/** The shell command reads its class path itself and does not know the `lib/*` form. */
const jarsIn = (folder: string): string =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.jar'))
    .map((file) => path.join(folder, file))
    .join(path.delimiter);

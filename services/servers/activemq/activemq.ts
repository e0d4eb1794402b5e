import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { builtFolder } from '../../builds/maven-build';
import { portOf } from '../../ports/port-memory';
import type { Program } from '../../processes/program';
import { systemEnvironment } from '../../processes/spawn';
import { checkActiveMq } from '../liveness-checks';
import { jvmOptions, serverProgram, type ServerSetting } from '../server-program';

/** ActiveMQ Classic with STOMP for the product and Jolokia (JMX over HTTP) for whoever looks in. */
export const activemqProgram = (setting: ServerSetting): Program => {
  const { folder, java, ports, secrets } = setting;
  const prepare: Program['prepare'] = async () => {
    mkdirSync(dataFolder(setting), { recursive: true });
    writeAgentSettings(setting);
    const variables = brokerVariables(setting);
    return {
      file: java,
      args: brokerArguments(setting),
      cwd: folder,
      env: { ...systemEnvironment(), ...variables },
    };
  };
  return serverProgram(setting, {
    title: 'ActiveMQ',
    prepare,
    probe: () => checkActiveMq(portOf(ports, 'activemq'), secrets.activemq),
  });
};

const dataFolder = ({ folder }: ServerSetting): string => path.join(folder, 'data');
const agentSettings = ({ folder }: ServerSetting): string => path.join(folder, 'jolokia.properties');

/** A file instead of agent arguments: the command line can be read by everybody on the machine. */
const writeAgentSettings = (setting: ServerSetting): void => {
  const port = portOf(setting.ports, 'activemq-jolokia');
  const settings = { host: '127.0.0.1', port, ...setting.secrets.activemq, discoveryEnabled: false };
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}\n`);
  writeFileSync(agentSettings(setting), lines.join(''), { mode: 0o600 });
};

/** The places that activemq.xml leaves open. */
const brokerVariables = (setting: ServerSetting) => ({
  BROKER_DATA: dataFolder(setting),
  BROKER_HOST: '127.0.0.1',
  BROKER_STOMP_PORT: String(portOf(setting.ports, 'activemq')),
  BROKER_USER: setting.secrets.activemq.user,
  BROKER_PASSWORD: setting.secrets.activemq.password,
});

const brokerArguments = (setting: ServerSetting): string[] => {
  const built = builtFolder('activemq');
  return [
    ...jvmOptions(256),
    `-Dactivemq.home=${setting.folder}`,
    `-Dactivemq.data=${dataFolder(setting)}`,
    `-Dlog4j2.configurationFile=file:${path.join(import.meta.dirname, 'log4j2.properties')}`,
    `-javaagent:${path.join(built, 'agent', 'jolokia.jar')}=config=${agentSettings(setting)}`,
    '-cp',
    jarsIn(path.join(built, 'lib')),
    'org.apache.activemq.console.command.ShellCommand',
    'start',
    `xbean:file:${path.join(import.meta.dirname, 'activemq.xml')}`,
  ];
};

/** The shell command reads its class path itself and does not know the `lib/*` form. */
const jarsIn = (folder: string): string =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.jar'))
    .map((file) => path.join(folder, file))
    .join(path.delimiter);

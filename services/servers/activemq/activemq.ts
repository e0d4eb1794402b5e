import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { builtFolder } from '../../builds/maven-build';
import { portOf } from '../../ports/port-memory';
import type { Program } from '../../processes/program';
import { systemEnvironment } from '../../processes/spawn';
import { archiveClasses, javaArguments, type JavaProgram } from '../class-data';
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
      file: java.file,
      args: javaArguments(virtualMachine(setting), MAIN),
      cwd: folder,
      env: { ...systemEnvironment(), ...variables },
    };
  };
  return serverProgram(setting, {
    title: 'ActiveMQ',
    prepare,
    probe: () => checkActiveMq(portOf(ports, 'activemq'), secrets.activemq),
    prepareNextStart: (signal) => archiveClasses(virtualMachine(setting), signal),
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

const MAIN = [
  'org.apache.activemq.console.command.ShellCommand',
  'start',
  `xbean:file:${path.join(import.meta.dirname, 'activemq.xml')}`,
];

const virtualMachine = (setting: ServerSetting): JavaProgram => {
  const { java, folder } = setting;
  const built = builtFolder('activemq');
  return {
    java,
    folder,
    built,
    options: [
      ...jvmOptions(256),
      `-Dactivemq.home=${folder}`,
      `-Dactivemq.data=${dataFolder(setting)}`,
      `-Dlog4j2.configurationFile=file:${path.join(import.meta.dirname, 'log4j2.properties')}`,
    ],
    agent: `-javaagent:${path.join(built, 'agent', 'jolokia.jar')}=config=${agentSettings(setting)}`,
    classPath: jarsIn(path.join(built, 'lib')),
  };
};

/** The shell command reads its class path itself and does not know the `lib/*` form. */
const jarsIn = (folder: string): string =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.jar'))
    .sort()
    .map((file) => path.join(folder, file))
    .join(path.delimiter);

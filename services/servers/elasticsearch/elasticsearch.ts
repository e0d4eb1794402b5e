import path from 'node:path';
import { builtFolder } from '../../builds/maven-build';
import { portOf } from '../../ports/port-memory';
import type { Program } from '../../processes/program';
import { archiveClasses, javaArguments, type JavaProgram } from '../class-data';
import { checkElasticsearch } from '../liveness-checks';
import { jvmOptions, serverProgram, type ServerSetting } from '../server-program';

/**
 * One Elasticsearch node, started by our own launcher class. This path has neither authentication nor bootstrap checks:
 * it listens on the loopback address only.
 */
export const elasticsearchProgram = (setting: ServerSetting): Program => {
  const { folder, java, ports } = setting;
  const httpPort = portOf(ports, 'elasticsearch');
  const built = builtFolder('elasticsearch');
  const virtualMachine: JavaProgram = {
    java,
    folder,
    built,
    options: [...jvmOptions(512), '-Dfile.encoding=UTF-8'],
    classPath: path.join(built, 'lib', '*'),
  };
  const main = ['portaria.elasticsearch.launcher.Launcher', built, ...nodeSettings(folder, ports)];

  const prepare: Program['prepare'] = async () => ({
    file: java.file,
    args: javaArguments(virtualMachine, main),
    cwd: folder,
  });

  return serverProgram(setting, {
    title: 'Elasticsearch',
    prepare,
    probe: () => checkElasticsearch(httpPort),
    prepareNextStart: (signal) => archiveClasses(virtualMachine, signal),
    readyTimeoutMs: 120_000,
    stopTimeoutMs: 30_000,
    transientFailure: /failed to obtain node lock/,
  });
};

const nodeSettings = (folder: string, ports: ServerSetting['ports']): string[] => [
  `path.data=${path.join(folder, 'data')}`,
  `path.logs=${path.join(folder, 'logs')}`,
  `http.port=${portOf(ports, 'elasticsearch')}`,
  `transport.port=${portOf(ports, 'elasticsearch-transport')}`,
  'network.host=127.0.0.1',
  'discovery.type=single-node',
  'cluster.name=portaria',
  'node.name=portaria',
  'node.roles=master,data',
  // A nearly full laptop disk would otherwise turn every index read-only.
  'cluster.routing.allocation.disk.threshold_enabled=false',
  'action.auto_create_index=false',
];

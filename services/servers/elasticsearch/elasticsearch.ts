import path from 'node:path';
import { builtFolder } from '../../builds/maven-build';
import { portOf } from '../../ports/port-memory';
import type { Program } from '../../processes/program';
import { checkElasticsearch } from '../liveness-checks';
import { jvmOptions, serverProgram, type ServerSetting } from '../server-program';

/**
 * One Elasticsearch node, started by our own launcher class. This path has neither authentication nor bootstrap checks:
 * it listens on the loopback address only.
 */
export const elasticsearchProgram = (setting: ServerSetting): Program => {
  const { folder, java, ports } = setting;
  const httpPort = portOf(ports, 'elasticsearch');

  const prepare: Program['prepare'] = async () => {
    const home = builtFolder('elasticsearch');
    const launcher = ['-cp', path.join(home, 'lib', '*'), 'portaria.elasticsearch.launcher.Launcher', home];
    return {
      file: java,
      args: [...jvmOptions(512), '-Dfile.encoding=UTF-8', ...launcher, ...nodeSettings(folder, ports)],
      cwd: folder,
    };
  };

  return serverProgram(setting, {
    title: 'Elasticsearch',
    prepare,
    probe: () => checkElasticsearch(httpPort),
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

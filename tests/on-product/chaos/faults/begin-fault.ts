import { setTimeout as sleep } from 'node:timers/promises';
import { SERVER_NAMES, type ServerName } from '@/services/servers/server-program';
import type { ProxyMode } from '../../../harness/fault-proxy';
import type { AppProcess } from '../../../harness/processes/app-process';
import {
  activeMqOutOfMemory,
  elasticsearchReadOnly,
  loseRedisKeys,
  postgresReadOnly,
  redisOutOfMemory,
  redisReplica,
  redisWithoutReplicas,
  type WriteBlock,
} from '../../../harness/write-blocks';
import type { Environment } from '../environment';
import type { Fault } from '../plan';
import { everyProcess } from '../processes';

/** How to end a fault; may fail while its server is away, and is then to be tried again. */
export type Undo = () => Promise<void>;

/** `extras` are processes beyond those of the environment that join for a while. */
type Targets = { environment: Environment; extras: readonly AppProcess[] };

/** Begins one fault of the plan. Throws where it cannot be had at the moment; its undo has then been tried. */
export const beginFault = async (
  { environment, extras }: Targets,
  fault: Fault,
): Promise<Undo | undefined> => {
  const { chance } = fault;
  const { servers } = environment;
  const process = pickBy(everyProcess(environment.processes), chance);
  const name = pickBy(SERVER_NAMES, chance);
  switch (fault.kind) {
    case 'kill a process':
      return void process.crash();
    case 'kill a server':
      return void servers.server(name).crash();
    case 'pause a process':
      return pause(process);
    case 'pause a server':
      return pause(servers.server(name));
    case 'cut connections':
      return void servers.proxy(name).cut();
    case 'slow connections':
      return setProxyMode(environment, name, { kind: 'slow', delayMs: 50 + Math.round(chance * 350) });
    case 'refuse connections':
      return setProxyMode(environment, name, { kind: 'refusing' });
    case 'silence connections':
      return setProxyMode(environment, name, { kind: 'silent' });
    case 'Elasticsearch read-only':
      return block(elasticsearchReadOnly(servers.direct, chance));
    case 'Redis out of memory':
      return block(redisOutOfMemory(servers.direct));
    case 'ActiveMQ out of memory':
      return block(activeMqOutOfMemory(servers.direct));
    case 'Redis read-only':
      return block(chance < 0.5 ? redisWithoutReplicas(servers.direct) : redisReplica(servers.direct));
    case 'Postgres read-only':
      return block(postgresReadOnly(servers.direct));
    case 'Redis keys lost':
      return void (await loseRedisKeys(servers.direct, chance));
    case 'a consumer joins and leaves':
      return join(pickBy(extras, chance));
    case 'workers restart while a server hangs':
      return restartDuringHang(environment, name, chance);
  }
};

const pickBy = <T>(choices: readonly T[], chance: number): T => choices[Math.floor(chance * choices.length)]!;

const pause = (target: { pause: () => void; resume: () => void }): Undo => {
  target.pause();
  return async () => target.resume();
};

const setProxyMode = ({ servers }: Environment, name: ServerName, mode: ProxyMode): Undo => {
  servers.proxy(name).setMode(mode);
  return async () => servers.proxy(name).clear();
};

/** A command that seemed to fail may still be carried out later, by a server that was paused: so the undo goes with it. */
const block = async ({ begin, undo }: WriteBlock): Promise<Undo> => {
  try {
    await begin();
  } catch (error) {
    await undo().catch(() => undefined);
    throw error;
  }
  return undo;
};

const join = async (extra: AppProcess): Promise<Undo> => {
  await extra.start();
  return async () => void (await extra.stop());
};

/** Workers that a fault restarts; two at once would stop each other's starts. */
const restarting = new WeakSet<AppProcess>();

/** As a deploy in the middle of an outage does: the server hangs, and the workers are stopped in order and started again. */
const restartDuringHang = ({ servers, processes }: Environment, name: ServerName, chance: number): Undo => {
  const server = servers.server(name);
  const workers = [...processes.orchestrator, ...processes['mq-consumer']];
  if (workers.some((worker) => restarting.has(worker))) throw new Error('the workers are restarted already');
  const restart = async (worker: AppProcess): Promise<void> => {
    restarting.add(worker);
    await sleep(2_000 + chance * 2_000);
    await worker.stop();
    await worker.start();
    restarting.delete(worker);
  };
  server.pause();
  const restarted = Promise.all(workers.map(restart));
  return async () => {
    server.resume();
    await restarted;
  };
};

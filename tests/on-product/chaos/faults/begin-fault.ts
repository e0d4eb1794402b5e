import { serverNames, type ServerName } from '@/services/server-name';
import type { AppProcess } from '../app-process';
import { everyProcess } from '../processes';
import type { Fault } from '../plan';
import type { Stage } from '../environment';
import { activeMqOutOfMemory, elasticsearchReadOnly, redisOutOfMemory, type Refusal } from './write-blocks';

/** How to end a fault; may fail while its server is away, and is then to be tried again. */
export type Undo = () => Promise<void>;

type Cast = { stage: Stage; extras: readonly AppProcess[] };

/** Begins one fault of the plan. Throws where it cannot be had at the moment; its undo has then been tried. */
export const beginFault = async ({ stage, extras }: Cast, fault: Fault): Promise<Undo | undefined> => {
  const { chance } = fault;
  const { servers } = stage;
  const process = pickBy(everyProcess(stage.fleet), chance);
  const name = pickBy(serverNames, chance);
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
      return void servers.link(name).cut();
    case 'slow connections':
      return turn(stage, name, { kind: 'slow', delayMs: 50 + Math.round(chance * 350) });
    case 'refuse connections':
      return turn(stage, name, { kind: 'refusing' });
    case 'silence connections':
      return turn(stage, name, { kind: 'silent' });
    case 'Elasticsearch read-only':
      return refuse(elasticsearchReadOnly(servers.direct, chance));
    case 'Redis out of memory':
      return refuse(redisOutOfMemory(servers.direct));
    case 'ActiveMQ out of memory':
      return refuse(activeMqOutOfMemory(servers.direct));
    case 'a consumer joins and leaves':
      return join(pickBy(extras, chance));
  }
};

const pickBy = <T>(choices: readonly T[], chance: number): T => choices[Math.floor(chance * choices.length)]!;

const pause = (target: { pause: () => void; resume: () => void }): Undo => {
  target.pause();
  return async () => target.resume();
};

const turn = (
  { servers }: Stage,
  name: ServerName,
  weather: Parameters<ReturnType<Stage['servers']['link']>['turn']>[0],
): Undo => {
  servers.link(name).turn(weather);
  return async () => servers.link(name).clear();
};

/** A command that seemed to fail may still be carried out later, by a server that was paused: so the undo goes with it. */
const refuse = async ({ begin, undo }: Refusal): Promise<Undo> => {
  try {
    await begin();
  } catch (error) {
    await undo().catch(() => undefined);
    throw error;
  }
  return undo;
};

const join = (extra: AppProcess): Undo => {
  extra.start();
  return async () => void (await extra.stop());
};

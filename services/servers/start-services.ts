import type { ServiceOverrides } from '../home/launcher-env';
import { readSecrets } from '../home/secrets';
import { openPortMemory } from '../ports/port-memory';
import { lockHome } from '../processes/home-lock';
import type { Program } from '../processes/program';
import { stopSupervised, Supervised } from '../processes/supervise';
import type { OnStep } from '../terminal/step-reporter';
import { findJava, requireSupportedPlatform } from './requirements';
import type { Java, ServerName } from './server-program';
import { fetchServers, ownServers, programOf } from './servers';
import { servicesInUse, type ServicesInUse } from './services-in-use';

type ServiceOptions = {
  /** The folder for data, logs, secrets and ports. */
  home: string;
  env: ServiceOverrides;
  onStep: OnStep;
  /** News of servers that died and came back. */
  say?: (line: string) => void;
  /** Ends the start; everything that was started is stopped. */
  signal?: AbortSignal;
};

export type RunningServices = {
  inUse: ServicesInUse;
  /** Stops our servers, with a step for each; those of others are left alone. */
  stop: (onStep?: OnStep) => Promise<void>;
  /**
   * Makes the next start faster, with what the processor has left over; takes half a minute the first time. It never
   * rejects: what did not come about is tried again after the next start.
   */
  prepareNextStart: (signal: AbortSignal) => Promise<void>;
  /** One of our servers; asking for one that is not ours throws. */
  server: (name: ServerName) => Supervised;
};

/** For servers of which none needs it. */
const NO_JAVA: Java = { file: '', build: '' };

const quietly: OnStep = (_title, work) => work();

/**
 * Starts the servers that are not given by address, all at once, and returns when each answers. A server of ours that
 * an earlier launcher left running is taken over. If one cannot start, none stays.
 *
 * @throws LaunchError with what to do.
 */
export const startServices = async (options: ServiceOptions): Promise<RunningServices> => {
  const { home, env, onStep, say = () => undefined, signal } = options;
  const lock = lockHome(home);
  const supervised = new Map<ServerName, Supervised>();
  const stop = async (onStopStep: OnStep = quietly): Promise<void> => {
    const all = [...supervised.values()];
    await Promise.all(all.map((server) => stopSupervised(server, { onStep: onStopStep, say })));
    lock.release();
  };
  // Only the start is interrupted; later on the caller decides in which order things stop.
  const interrupt = (): void => void stop();
  try {
    const programs = await preparePrograms(options);
    for (const [name, program] of programs) supervised.set(name, new Supervised(program, { say }));
    signal?.addEventListener('abort', interrupt);
    signal?.throwIfAborted();
    await Promise.all(
      [...programs].map(([name, program]) =>
        onStep(`${program.title} on 127.0.0.1:${program.ports[name]}`, () => started(supervised, name)),
      ),
    );
    return {
      inUse: servicesInUse(env, programs, readSecrets(home)),
      stop,
      prepareNextStart: async (until) => {
        for (const { prepareNextStart } of programs.values())
          await prepareNextStart?.(until).catch(() => undefined);
      },
      server: (name) => ours(supervised, name),
    };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    signal?.removeEventListener('abort', interrupt);
  }
};

const preparePrograms = async ({
  home,
  env,
  onStep,
  signal,
}: ServiceOptions): Promise<Map<ServerName, Program>> => {
  const own = ownServers(env);
  requireSupportedPlatform(own);
  const needJava = own.some((name) => name === 'kafka' || name === 'activemq' || name === 'elasticsearch');
  const java = needJava ? await findJava(env.JAVA_HOME) : NO_JAVA;
  await fetchServers(own, { onStep, signal });

  const context = { home, java, memory: openPortMemory(home), secrets: readSecrets(home) };
  const programs = new Map<ServerName, Program>();
  for (const name of own) programs.set(name, await programOf(name, context));
  return programs;
};

const started = (supervised: Map<ServerName, Supervised>, name: ServerName): Promise<void> =>
  ours(supervised, name).start();

const ours = (supervised: Map<ServerName, Supervised>, name: ServerName): Supervised => {
  const server = supervised.get(name);
  if (!server) throw new Error(`${name} was not started here: its address was given`);
  return server;
};

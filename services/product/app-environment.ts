import { webEnv } from '@/app/_server/env';
import { mqConsumerEnv } from '@/workers/mq-consumer/env';
import { orchestratorEnv } from '@/workers/orchestrator/env';
import { type Environment, systemEnvironment } from '../processes/spawn';

/** The schema by which each process of the product reads its environment. */
const SCHEMAS = { web: webEnv, orchestrator: orchestratorEnv, 'mq-consumer': mqConsumerEnv };

/**
 * The environment of a process: what every program gets, and of `given` and our own variables those that the process
 * reads. So each has the settings that somebody made, and only its own secrets.
 */
export const appEnvironment = (name: keyof typeof SCHEMAS, given: Environment): Environment => {
  const isRead = ([variable]: [string, unknown]): boolean => variable in SCHEMAS[name].shape;
  const read = Object.entries({ ...process.env, ...given }).filter(isRead);
  return { ...systemEnvironment(), ...Object.fromEntries(read) };
};

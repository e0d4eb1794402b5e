import type { Redis } from 'ioredis';
import type { Logger } from '../logging/logger';

/** How a Redis is set that would lose what it is given: `dangerous` without telling anybody, `doubtful` when it dies. */
export type SettingsFaults = { dangerous: string[]; doubtful: string[] };

/** Reads it from INFO, which every Redis answers, where CONFIG is often closed. */
export const readSettingsFaults = async (redis: Redis): Promise<SettingsFaults> => {
  const [memory, persistence] = await Promise.all([redis.info('memory'), redis.info('persistence')]);
  return settingsFaultsOf(`${memory}\n${persistence}`);
};

/** @param info what INFO says of the memory and of what is kept. */
export const settingsFaultsOf = (info: string): SettingsFaults => {
  const policy = valueIn(info, 'maxmemory_policy');
  const limited = Number(valueIn(info, 'maxmemory') ?? 0) > 0;
  const evicts = limited && policy !== undefined && policy !== 'noeviction';
  return {
    dangerous: evicts ? [`it drops keys when it is full: maxmemory-policy is ${policy}, not noeviction`] : [],
    doubtful: valueIn(info, 'aof_enabled') === '0' ? ['it forgets what it was given: appendonly is off'] : [],
  };
};

const valueIn = (info: string, name: string): string | undefined =>
  new RegExp(`^${name}:(\\S+)\\s*$`, 'm').exec(info)?.[1];

/** Says so in the log each time the connection is made, so that a restart with other settings is noticed. */
export const warnOfSettings = (redis: Redis, logger: Logger): void => {
  const warn = async (): Promise<void> => {
    const { dangerous, doubtful } = await readSettingsFaults(redis);
    for (const fault of [...dangerous, ...doubtful])
      logger.warn({ store: 'redis', fault }, 'Redis is set so that it loses data');
  };
  redis.on('ready', () => {
    warn().catch((error: unknown) => logger.debug({ err: error }, 'the settings of Redis were not read'));
  });
};

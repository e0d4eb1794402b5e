import { rmSync } from 'node:fs';

import { z } from 'zod';

import { readJsonFile, writeJsonFile } from './json-file';
import { isRunning, processIdentity } from './process-identity';

const pidRecord = processIdentity.extend({ ports: z.record(z.string(), z.number().int()) });

/** Which process was started and on which ports, by name. */
export type PidRecord = z.infer<typeof pidRecord>;

export const rememberPid = (pidFile: string, record: PidRecord): void => writeJsonFile(pidFile, record);

export const forgetPid = (pidFile: string): void => rmSync(pidFile, { force: true });

/** The process that the file names, if it still runs. */
export const findRunning = (pidFile: string): PidRecord | undefined => {
  const record = readJsonFile(pidFile, pidRecord);
  return record && isRunning(record) ? record : undefined;
};

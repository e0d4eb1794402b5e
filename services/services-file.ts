import { rmSync } from 'node:fs';
import path from 'node:path';

import { folderIn } from './home';
import { writeJsonFile } from './json-file';
import type { ServicesInUse } from './services-in-use';

export type ProcessName = 'launcher' | 'web' | 'orchestrator' | 'mq-consumer';
export type ServicesFile = ServicesInUse & {
  processes: Partial<Record<ProcessName, number>>;
  web?: { url: string };
};

const fileIn = (home: string): string => path.join(folderIn(home), 'services.json');

/** `services.json` in the home (mode 0600): where everything is, so that anybody can look inside with a client. */
export const writeServicesFile = (home: string, content: ServicesFile): void =>
  writeJsonFile(fileIn(home), content);

/** A stopped product has no addresses; those of its last run would lead somewhere else by and by. */
export const forgetServicesFile = (home: string): void => rmSync(fileIn(home), { force: true });

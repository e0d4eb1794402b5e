import path from 'node:path';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from '../home/files';
import { folderIn } from '../home/home-folder';
import { anyFreePort, becomesFree } from './free-port';

const remembered = z.record(z.string(), z.number().int().min(1).max(65_535));
type Ports = { becomesFree: typeof becomesFree; anyFreePort: typeof anyFreePort };
export type PortMemory = { take: (name: string) => Promise<number> };

/**
 * Hands out loopback ports by name and remembers them in `ports.json` of the home: the same name gets the same port at
 * the next start if it is free, else a new one. Take one after the other, not in parallel.
 */
export const openPortMemory = (home: string, ports: Ports = { becomesFree, anyFreePort }): PortMemory => {
  const file = path.join(folderIn(home), 'ports.json');
  const take = async (name: string): Promise<number> => {
    const known = readJsonFile(file, remembered) ?? {};
    const mine = known[name];
    if (mine !== undefined && (await ports.becomesFree(mine, 3_000))) return mine;

    const others = new Set(Object.values(known));
    let port = await ports.anyFreePort();
    while (others.has(port)) port = await ports.anyFreePort();
    writeJsonFile(file, { ...known, [name]: port });
    return port;
  };
  return { take };
};

/** A port by name; asking for one that was not handed out is a mistake of ours. */
export const portOf = (ports: Record<string, number>, name: string): number => {
  const port = ports[name];
  if (port === undefined) throw new Error(`no port named ${name} was handed out`);
  return port;
};

import { readdirSync, readlinkSync } from 'node:fs';
import { readTextFile } from '../home/files';
import { systemCodeOf } from '../terminal/launch-error';

/** The state of a listening socket in /proc/net/tcp. */
const LISTENING = '0A';

/** Names the process that listens on a port, as far as the kernel tells us: "process 4711 (java)". */
export const whoListensOn = (port: number): string => {
  if (process.platform !== 'linux') return 'another program';
  const sockets = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) =>
    listeningSockets(readTextFile(table) ?? '', port),
  );
  const pid = sockets.length === 0 ? undefined : holderOf(new Set(sockets));
  return pid === undefined ? 'another program' : `process ${pid} (${commandOf(pid)})`;
};

/** The `socket:[inode]` names of the sockets that listen on the port, from the text of /proc/net/tcp. */
export const listeningSockets = (table: string, port: number): string[] => {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  return table.split('\n').flatMap((line) => {
    const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
    return local?.endsWith(`:${wanted}`) && state === LISTENING ? [`socket:[${inode}]`] : [];
  });
};

const holderOf = (sockets: Set<string>): string | undefined =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .find((pid) => filesOf(pid).some((file) => sockets.has(file)));

const filesOf = (pid: string): string[] =>
  ifReadable(() => readdirSync(`/proc/${pid}/fd`), []).map((fd) =>
    ifReadable(() => readlinkSync(`/proc/${pid}/fd/${fd}`), ''),
  );

const commandOf = (pid: string): string =>
  ifReadable(() => readTextFile(`/proc/${pid}/comm`)?.trim(), undefined) ?? 'unknown';

/** Processes of other people are closed to us, and any process may end while we look. */
const ifReadable = <T>(read: () => T, otherwise: T): T => {
  try {
    return read();
  } catch (error) {
    if (['ENOENT', 'EACCES', 'EPERM', 'ESRCH'].includes(systemCodeOf(error) ?? '')) return otherwise;
    throw error;
  }
};

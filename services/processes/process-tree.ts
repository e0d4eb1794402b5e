import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { readProcStat } from './proc-stat';
import { identify, type ProcessIdentity, signalProcess } from './process-identity';

/**
 * Stops a process and all that descend from it, and answers which those are: a server such as Postgres works in processes
 * of its own, which answer on while only their parent is stopped. What is stopped starts nothing more, so looking again
 * until nobody is new leaves nobody out.
 */
export const freezeTree = (root: ProcessIdentity): ProcessIdentity[] => {
  signalProcess(root, 'SIGSTOP');
  const frozen = [root];
  for (let found = childrenOf(frozen); found.length > 0; found = childrenOf(frozen)) {
    for (const one of found) signalProcess(one, 'SIGSTOP');
    frozen.push(...found);
  }
  return frozen;
};

/** Lets processes go on; those that are gone already are left out. */
export const thaw = (frozen: readonly ProcessIdentity[]): void => {
  for (const one of frozen) signalProcess(one, 'SIGCONT');
};

/** The children of these processes that are none of them. */
export const childrenOf = (parents: readonly ProcessIdentity[]): ProcessIdentity[] => {
  const known = new Set(parents.map(({ pid }) => pid));
  return parentPairs()
    .filter(([pid, parent]) => known.has(parent) && !known.has(pid))
    .flatMap(([pid]) => identify(pid) ?? []);
};

type ParentPair = [pid: number, parent: number];

const parentPairs = (): ParentPair[] => (process.platform === 'linux' ? pairsFromProc() : pairsFromPs());

const pairsFromProc = (): ParentPair[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name): ParentPair[] => {
      const parent = readProcStat(Number(name))?.parent;
      return parent === undefined ? [] : [[Number(name), parent]];
    });

const pairsFromPs = (): ParentPair[] =>
  spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .stdout.trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as ParentPair);

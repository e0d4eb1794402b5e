import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { SERVER_NAMES } from '@/services/servers/server-program';
import { withTimeout } from '@/src/infrastructure/async/with-timeout';
import { eventually } from '../../../harness/eventually';
import type { AppProcess } from '../../../harness/processes/app-process';
import {
  activeMqOutOfMemory,
  elasticsearchReadOnly,
  postgresReadOnly,
  redisOutOfMemory,
  redisPartsFit,
  redisReplica,
  redisWithoutReplicas,
} from '../../../harness/write-blocks';
import type { Environment } from '../environment';
import { KINDS, type Fault, type FaultKind } from '../plan';
import { everyProcess } from '../processes';
import { beginFault, type Undo } from './begin-fault';

const BEGUN_WITHIN_MS = 10_000;
const UNDO_TRY_MS = 15_000;
const UNDO_RETRY_MS = 500;
const UNDO_DEADLINE_MS = 60_000;
/** The reconciler comes a minute after its process started, and every minute. */
const MENDED_WITHIN_MS = 120_000;

export type FaultCounts = Record<FaultKind, { done: number; missed: number }>;

/** Carries the plan out, and afterwards brings everything back to normal. */
export class FaultRunner {
  readonly counts: FaultCounts = Object.fromEntries(
    Object.keys(KINDS).map((kind) => [kind, { done: 0, missed: 0 }]),
  ) as FaultCounts;
  readonly active = new Set<FaultKind>();
  readonly #underWay = new Set<Promise<void>>();

  /** `extras` are processes beyond those of the environment that join for a while. */
  constructor(
    readonly environment: Environment,
    readonly extras: readonly AppProcess[],
  ) {}

  /** Returns when the last fault of the plan is over, or at the abort. */
  async run(plan: readonly Fault[], signal: AbortSignal): Promise<void> {
    const since = performance.now();
    // Each fault that is under way listens to it.
    setMaxListeners(0, signal);
    for (const fault of plan) {
      const waitMs = fault.atMs - (performance.now() - since);
      if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) break;
      const work = this.#carryOut(fault, signal).finally(() => this.#underWay.delete(work));
      this.#underWay.add(work);
    }
    await Promise.all(this.#underWay);
  }

  /** Whatever state the faults left: every process and server runs, every proxy is clear, every store takes writes. */
  async undoAll(): Promise<void> {
    const { environment, extras } = this;
    const { servers, processes } = environment;
    for (const name of SERVER_NAMES) {
      servers.proxy(name).clear();
      servers.server(name).resume();
    }
    for (const process of everyProcess(processes)) process.resume();
    for (const extra of extras) await extra.stop();
    const { direct } = servers;
    const blocks = [
      elasticsearchReadOnly(direct, 0),
      redisOutOfMemory(direct),
      redisWithoutReplicas(direct),
      redisReplica(direct),
      postgresReadOnly(direct),
      activeMqOutOfMemory(direct),
    ];
    await Promise.all(blocks.map(({ undo }) => undoUntilDone(undo)));
    if (this.counts['Redis keys lost'].done > 0)
      await eventually('the pending list is whole', () => redisPartsFit(direct), MENDED_WITHIN_MS);
  }

  async #carryOut(fault: Fault, signal: AbortSignal): Promise<void> {
    const { kind, lastsMs } = fault;
    let undo: Undo | undefined;
    try {
      undo = await withTimeout(BEGUN_WITHIN_MS, beginFault(this, fault));
      this.counts[kind].done += 1;
    } catch {
      // The server was away just then.
      this.counts[kind].missed += 1;
      return;
    }
    if (!undo) return;
    this.active.add(kind);
    await sleep(lastsMs, undefined, { signal }).catch(() => undefined);
    await undoUntilDone(undo);
    this.active.delete(kind);
  }
}

const undoUntilDone = async (undo: Undo): Promise<void> => {
  const deadline = performance.now() + UNDO_DEADLINE_MS;
  for (;;) {
    try {
      return await withTimeout(UNDO_TRY_MS, undo());
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await sleep(UNDO_RETRY_MS);
    }
  }
};

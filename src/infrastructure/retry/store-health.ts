import type { StoreProblem } from '@/src/application/ports/health';
import type { PortName } from '@/src/application/ports/retry';

/** Which server stands behind a port, under the name that operators know. */
export const SERVER_OF = {
  submissions: 'kafka',
  'decision-log': 'kafka',
  'dead-letters': 'kafka',
  'review-queue': 'activemq',
  records: 'elasticsearch',
  pending: 'redis',
  'delivery-attempts': 'redis',
  decisions: 'postgres',
  outbox: 'postgres',
  notices: 'postgres',
  mail: 'mail server',
} as const satisfies Record<PortName, string>;

/** How one component of a process tells whether a store works for it. */
export type ComponentHealth = {
  /** Answers the problem as the report has it now. */
  failed(port: PortName, error: unknown): StoreProblem;
  recovered(port: PortName): void;
  /** Something waits behind the port to be worked on by this component. */
  waiting(port: PortName): void;
  /** Something was finished, or nothing waits any more. */
  progressed(port: PortName): void;
};

/** Something that waits for longer than this, and nothing goes on: a problem whatever the stores say. */
const STANDSTILL_AFTER_MS = 30_000;

/**
 * Which stores fail at the moment, for the readiness report of a process. Kept by component and store: a store may
 * answer one component while it fails another, so what one says of it never clears what another said.
 */
export class StoreHealth {
  readonly #problems = new Map<string, StoreProblem>();
  /** By component and store: since when something waits there without any progress. */
  readonly #waiting = new Map<string, { component: string; store: string; sinceMs: number }>();

  /** `serverOf` names the server behind each port; `SERVER_OF` in every process of the product. */
  constructor(
    private readonly serverOf: Record<PortName, string>,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** The part of one component, whose name stands in the report. */
  of(component: string): ComponentHealth {
    const keyOf = (port: PortName) => `${component} ${this.serverOf[port]}`;
    return {
      failed: (port, error) => {
        const detail = error instanceof Error ? error.message : String(error);
        const problem = { component, store: this.serverOf[port], detail };
        this.#problems.set(keyOf(port), problem);
        return problem;
      },
      recovered: (port) => {
        this.#problems.delete(keyOf(port));
      },
      waiting: (port) => {
        const since = { component, store: this.serverOf[port], sinceMs: this.nowMs() };
        if (!this.#waiting.has(keyOf(port))) this.#waiting.set(keyOf(port), since);
      },
      progressed: (port) => {
        this.#waiting.delete(keyOf(port));
      },
    };
  }

  /** The stores that fail, each with what it said last, and the stages that stand still; empty where all is well. */
  get problems(): StoreProblem[] {
    return [...this.#problems.values(), ...this.#standstills()];
  }

  #standstills(): StoreProblem[] {
    return [...this.#waiting.values()]
      .map(({ component, store, sinceMs }) => ({ component, store, waitedMs: this.nowMs() - sinceMs }))
      .filter(({ waitedMs }) => waitedMs > STANDSTILL_AFTER_MS)
      .map(({ component, store, waitedMs }) => {
        const detail = `no progress for ${Math.round(waitedMs / 1_000)} s while something waits`;
        return { component, store, detail, standsStill: true };
      });
  }
}

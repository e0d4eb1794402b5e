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
} as const satisfies Record<PortName, string>;

/** How one component of a process tells whether a store works for it. */
export type ComponentHealth = {
  /** Answers the problem as the report has it now. */
  failed(port: PortName, error: unknown): StoreProblem;
  recovered(port: PortName): void;
};

/**
 * Which stores fail at the moment, for the readiness report of a process. Kept by component and store: a store may
 * answer one component while it fails another, so what one says of it never clears what another said.
 */
export class StoreHealth {
  readonly #problems = new Map<string, StoreProblem>();

  /** `serverOf` names the server behind each port; `SERVER_OF` in every process of the product. */
  constructor(private readonly serverOf: Record<PortName, string>) {}

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
    };
  }

  /** The stores that fail, each with what it said last; empty where all is well. */
  get problems(): StoreProblem[] {
    return [...this.#problems.values()];
  }
}

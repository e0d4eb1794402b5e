import type { Decision } from '@/src/domain/decision';

/** The durable log of decisions, fed from the outbox. */
export type DecisionLog = {
  /** Resolves once acknowledged durably; publishing a decision twice is harmless. */
  publish(decision: Decision): Promise<void>;
};

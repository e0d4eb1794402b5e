import type { Facts } from './facts';

/** Every way a registration can end, and `pending`. */
export const ENDINGS = ['pending', 'approved', 'rejected', 'duplicate', 'dead letter'] as const;
export type Ending = (typeof ENDINGS)[number];

const OUTCOMES: Record<string, Ending> = {
  approve: 'approved',
  reject: 'rejected',
  duplicate: 'duplicate',
};

export const outcomeOf = (verdict: string): Ending | undefined => OUTCOMES[verdict];

/**
 * Where each registration stands, by id. A dead letter is an ending only for what stands nowhere else: that
 * of a message that arrived in another copy is history.
 */
export const endingsOf = ({ decisions, pending, deadLetters }: Facts): Map<string, Ending[]> => {
  const endings = new Map<string, Ending[]>();
  const add = (id: string, ending: Ending | undefined): void => {
    if (ending) endings.set(id, [...(endings.get(id) ?? []), ending]);
  };
  for (const [id, { verdict }] of decisions) add(id, outcomeOf(verdict));
  for (const id of pending.listed) add(id, 'pending');
  for (const { registrationId } of deadLetters) {
    if (registrationId !== undefined && !endings.has(registrationId)) add(registrationId, 'dead letter');
  }
  return endings;
};

import type { Ending } from './endings';
import type { Accepted, Facts } from './facts';
import { repeated, violationOf, type Violation } from './violation';

type Ends = { facts: Facts; endings: Map<string, Ending[]> };

/** I1: every 202 ends in exactly one place. What is in the log counts as answered too: its answer may have been lost. */
export const everyAcceptedEndsOnce = (
  { facts, endings }: Ends,
  accepted: readonly Accepted[],
): Violation[] => {
  const answered = accepted
    .filter(({ status }) => status === 202)
    .map(({ registrationId }) => registrationId);
  const ids = new Set([...answered, ...facts.log.map(({ registrationId }) => registrationId)]);
  const { listed, entries } = facts.pending;
  const [shown, held] = [new Set(listed), new Set(entries)];
  return [
    ...violationOf(
      'I1',
      'was accepted and is nowhere',
      [...ids].filter((id) => !endings.has(id)),
    ),
    ...violationOf(
      'I1',
      'stands in more than one place',
      [...ids].filter((id) => (endings.get(id) ?? []).length > 1),
    ),
    ...violationOf('I1', 'is on the pending list twice', repeated(listed)),
    ...violationOf(
      'I1',
      'is on the pending list without its entry',
      listed.filter((id) => !held.has(id)),
    ),
    ...violationOf(
      'I1',
      'has a pending entry that the list does not show',
      entries.filter((id) => !shown.has(id)),
    ),
  ];
};

/** I2: accepted = Σ of the endings, told as the ids that make the difference. */
export const theBalanceIsEven = ({ facts, endings }: Ends): Violation[] => {
  const logged = new Set(facts.log.map(({ registrationId }) => registrationId));
  const ended = [...endings.keys()];
  return [
    ...violationOf(
      'I2',
      'is in the log and in no sum',
      [...logged].filter((id) => !endings.has(id)),
    ),
    ...violationOf(
      'I2',
      'is in a sum and was never accepted',
      ended.filter((id) => !logged.has(id)),
    ),
  ];
};

/** I5: decided ∩ pending = ∅; nor does anybody hold an address who is no longer pending. */
export const decidedIsNotPending = ({ decisions, pending }: Facts): Violation[] => {
  const held = new Set(pending.entries);
  return [
    ...violationOf(
      'I5',
      'is decided and still pending',
      [...pending.listed, ...pending.entries].filter((id) => decisions.has(id)),
    ),
    ...violationOf(
      'I5',
      'claims an address without being pending',
      [...pending.claims.values()].filter((id) => !held.has(id)),
    ),
  ];
};

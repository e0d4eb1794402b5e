import { outcomeOf, type Outcome } from '@/src/domain/decision';
import type { RegistrationId } from '@/src/domain/registration';
import type { DeadLetters } from '../ports/dead-letters';
import type { Decisions } from '../ports/decisions';
import type { LogArchive } from '../ports/log-archive';
import type { PendingRegistrations } from '../ports/pending-registrations';

type Ports = {
  archive: Pick<LogArchive, 'readSubmissions'>;
  pending: Pick<PendingRegistrations, 'idPages'>;
  decisions: Pick<Decisions, 'findAll'>;
  deadLetters: Pick<DeadLetters, 'list'>;
};

export type BalanceKind = 'pending' | Outcome | 'withdrawn' | 'expired' | 'dead letter';
export const BALANCE_KINDS: readonly BalanceKind[] = [
  'pending',
  'approved',
  'rejected',
  'withdrawn',
  'expired',
  'duplicate',
  'dead letter',
];

/** A registration that does not stand in exactly one place; `places` is empty for one that is nowhere. */
export type Misfit = { registrationId: RegistrationId; submittedAt: Date; places: BalanceKind[] };

export type Balance = { accepted: number; counts: Record<BalanceKind, number>; misfits: Misfit[] };

/**
 * Counts what became of every registration that the log accepted, and names each that does not stand in exactly one
 * place. On its way is nowhere too: take it at rest, or look at how old a misfit is.
 */
export const takeBalance =
  ({ archive, pending, decisions, deadLetters }: Ports) =>
  async (): Promise<Balance> => {
    // The log is read first: whatever is accepted after that is not counted, so nothing young can be missing.
    const accepted = new Map<RegistrationId, Date>();
    await archive.readSubmissions({
      onBatch: async (registrations) => {
        for (const { id, submittedAt } of registrations) if (!accepted.has(id)) accepted.set(id, submittedAt);
      },
    });
    const ids = [...accepted.keys()];
    // In this order a registration that is decided meanwhile is seen twice rather than never.
    const waiting = new Set<RegistrationId>();
    for await (const page of pending.idPages()) for (const id of page) waiting.add(id);
    const letters = new Set((await deadLetters.list()).map(({ registrationId }) => registrationId));
    const decided = await decisions.findAll(ids);

    const counts = Object.fromEntries(BALANCE_KINDS.map((kind) => [kind, 0])) as Record<BalanceKind, number>;
    const misfits: Misfit[] = [];
    for (const [registrationId, submittedAt] of accepted) {
      const decision = decided.get(registrationId);
      const places: BalanceKind[] = [];
      if (decision) places.push(outcomeOf(decision.verdict));
      if (waiting.has(registrationId)) places.push('pending');
      // A registration that was queued again after its dead letter has its end elsewhere; the letter is history.
      if (letters.has(registrationId) && places.length === 0) places.push('dead letter');
      for (const place of places.slice(0, 1)) counts[place] += 1;
      if (places.length !== 1) misfits.push({ registrationId, submittedAt, places });
    }
    return { accepted: accepted.size, counts, misfits };
  };

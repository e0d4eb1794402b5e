import { setTimeout as sleep } from 'node:timers/promises';
import type { Person } from '../../harness/people/people';
import type { Accepted } from '../../invariants/ledger';
import type { LedgerFile } from '../../harness/ledger';
import type { Tally } from './counters';
import type { WebClient } from '../../harness/web-client';

const PAUSE_MS = 1_000;
const GIVES_UP_AFTER_MS = 30_000;

export type Visit = {
  person: Person;
  idempotencyKey: string;
  /** Sends the accepted request once more, as a double click or an impatient proxy does. */
  sendsAgain: boolean;
};

type Place = { web: WebClient; ledger: LedgerFile<Accepted>; tally: Tally };

/**
 * One visitor signs up: the same request with the same key, again after each 503 and each missing answer, until it is
 * accepted or patience ends. What was answered is on the disk before it counts.
 */
export const visit = async ({ person, idempotencyKey, sendsAgain }: Visit, place: Place): Promise<void> => {
  const { web, ledger, tally } = place;
  const { email } = person;
  const since = performance.now();
  const request = (): Promise<string | undefined> => signUp({ web, tally }, person, idempotencyKey);
  for (;;) {
    const registrationId = await request();
    const at = new Date().toISOString();
    if (registrationId !== undefined) {
      await ledger.append({ registrationId, email, at, status: 202 });
      tally.accepted(performance.now() - since);
      const again = sendsAgain ? await request() : registrationId;
      if (again !== undefined && again !== registrationId) tally.contradictions.push(registrationId, again);
      return;
    }
    if (performance.now() - since > GIVES_UP_AFTER_MS) {
      tally.unknown += 1;
      return ledger.append({ registrationId: '', email, at, status: 'unknown' });
    }
    await sleep(PAUSE_MS);
  }
};

const signUp = async (
  { web, tally }: Pick<Place, 'web' | 'tally'>,
  { name, email, reason }: Person,
  idempotencyKey: string,
): Promise<string | undefined> => {
  const answer = await web.send('/api/registrations', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
    body: JSON.stringify({ name, email, reason }),
  });
  tally.answered('sign-up', answer?.status);
  if (answer?.status !== 202) return undefined;
  return (answer.body as { registrationId?: string } | undefined)?.registrationId;
};

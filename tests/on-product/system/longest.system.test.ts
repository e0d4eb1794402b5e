import { expect, it } from 'vitest';
import { LIMITS } from '@/src/application/contracts/registration-rules';
import { eventually } from '../../harness/eventually';
import { newApplicant } from '../../harness/people/people';
import { listAllPending } from '../../harness/reviewer-session';
import { clientsForTests } from '../../harness/test-clients';
import { signUp } from '../../harness/visitor';

const AT_ONCE = 300;

const clients = clientsForTests();

/** The form at its limits, of letters that take most room: in UTF-8, and escaped in JSON. */
const longest = (index: number) => {
  const letter = index % 2 === 0 ? '語' : '"';
  return { ...newApplicant(), name: '語'.repeat(LIMITS.name), reason: letter.repeat(LIMITS.reason) };
};

it('300 of the longest sign-ups at once are all accepted, and all become pending', async () => {
  const forms = Array.from({ length: AT_ONCE }, (_, index) => longest(index));
  const accepted = await Promise.all(forms.map((form) => signUp(form)));
  await eventually(
    'all are pending',
    async () => {
      const pending = await listAllPending(clients.session);
      const listed = new Map(pending.map(({ registrationId, reason }) => [registrationId, reason]));
      return accepted.every(
        ({ registrationId }, index) => listed.get(registrationId) === forms[index]!.reason,
      );
    },
    60_000,
  );
  expect(accepted).toHaveLength(AT_ONCE);
}, 120_000);

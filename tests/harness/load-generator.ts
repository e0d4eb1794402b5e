import { randomUUID } from 'node:crypto';
import type { AcceptedRegistration } from '@/src/application/contracts/registration-form';
import { newApplicant } from './people/applicants';
import type { Ledger } from './crowd';
import { postRegistration } from './visitor';

/** What one visitor saw; status 0 where nobody answered at all. */
export type Sample = { status: number; tookMs: number };

/**
 * Visitors who come at a steady rate whether or not those before them were answered, and who try once only. `stop`
 * waits for those who still wait for their answer, and gives what each of them saw.
 */
export const startLoad = (ledger: Ledger, perSecond: number): { stop: () => Promise<Sample[]> } => {
  const visits: Promise<Sample>[] = [];
  const timer = setInterval(() => visits.push(visit(ledger)), 1_000 / perSecond);
  return {
    stop: () => {
      clearInterval(timer);
      return Promise.all(visits);
    },
  };
};

const visit = async (ledger: Ledger): Promise<Sample> => {
  const form = newApplicant();
  const since = performance.now();
  const sample = (status: number): Sample => ({ status, tookMs: Math.round(performance.now() - since) });
  try {
    const response = await postRegistration(JSON.stringify(form), { 'idempotency-key': randomUUID() });
    if (response.status !== 202) return sample(response.status);
    const { registrationId } = (await response.json()) as AcceptedRegistration;
    ledger.accepted.push({ registrationId, email: form.email, at: new Date().toISOString(), status: 202 });
    return sample(202);
  } catch {
    return sample(0);
  }
};

import { DECISION_REASON } from '@/src/application/contracts/decision-reason';
import type { TextFault } from '@/src/application/contracts/text-rule';
import { toFieldErrors } from '../sign-up/field-errors';

const PREFIX = 'portaria.reason.';

/** Keeps the reason that is being typed for one registration in this tab; an empty one is forgotten. */
export const keepReason = (registrationId: string, reason: string): void => {
  drafts.set(registrationId, reason);
  withStorage((storage) => {
    if (reason === '') storage.removeItem(PREFIX + registrationId);
    else storage.setItem(PREFIX + registrationId, reason);
  });
};

/** The reason that was being typed, also before a reload or a new sign-in of this tab; empty where there is none. */
export const keptReason = (registrationId: string): string =>
  drafts.get(registrationId) ?? withStorage((storage) => storage.getItem(PREFIX + registrationId)) ?? '';

/** Forgets all of them, as whoever signs out expects. */
export const forgetReasons = (): void => {
  drafts.clear();
  withStorage((storage) => {
    for (const key of Object.keys(storage)) if (key.startsWith(PREFIX)) storage.removeItem(key);
  });
};

/** Why a reason is refused: a sentence of the messages, and what it says of the place. */
export type ReasonFault = ReturnType<typeof toReasonFault>;

/** Checks a reason by the same rule as the API; undefined where it will be taken. */
export const reasonFaultOf = (reason: string): ReasonFault | undefined => {
  const fault = DECISION_REASON.findFault(DECISION_REASON.tidy(reason));
  return fault && toReasonFault(fault);
};

/** The fault that the API named, with a sentence for it; where it named none, one that says to look at the text. */
export const toReasonFault = (fault: TextFault = { code: 'invalid' }) => {
  const { reason } = toFieldErrors([{ ...fault, field: 'reason' }]);
  const { sentence = 'invalid', values = undefined } = reason ?? {};
  return { sentence: sentence === 'required' ? 'invalid' : sentence, values } as const;
};

// A browser that blocks storage keeps them as long as the page.
const drafts = new Map<string, string>();

const withStorage = <T>(work: (storage: Storage) => T): T | undefined => {
  try {
    return work(window.sessionStorage);
  } catch {
    return undefined;
  }
};

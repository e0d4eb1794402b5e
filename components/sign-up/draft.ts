import type { AcceptedRegistration } from '@/src/application/contracts/registration-form';
import { newIdempotencyKey } from './idempotency-key';

export type SignUpValues = { name: string; email: string; reason: string };
export type SignUpField = keyof SignUpValues;

/** What this tab knows of one sign-up: what was typed, the key that makes it one, and the answer once there is one. */
export type Draft = { values: SignUpValues; idempotencyKey: string; accepted?: AcceptedRegistration };

export type DraftStorage = Pick<Storage, 'getItem' | 'setItem'>;

const STORAGE_KEY = 'portaria.sign-up';
const NO_VALUES: SignUpValues = { name: '', email: '', reason: '' };

/** What the server renders, where nothing was typed yet. */
export const EMPTY_DRAFT: Draft = { values: NO_VALUES, idempotencyKey: '' };

export const newDraft = (): Draft => ({ values: NO_VALUES, idempotencyKey: newIdempotencyKey() });

/** Once accepted, what was typed is forgotten; the private link stays, since it is told only once. */
export const acceptedDraft = (draft: Draft, accepted: AcceptedRegistration): Draft => ({
  idempotencyKey: draft.idempotencyKey,
  values: NO_VALUES,
  accepted,
});

/** Reads the draft of this tab, or begins a new one where there is none or it cannot be understood. */
export const readDraft = (storage: DraftStorage | undefined): Draft => {
  try {
    const draft: unknown = JSON.parse(storage?.getItem(STORAGE_KEY) ?? 'null');
    return isDraft(draft) ? draft : newDraft();
  } catch {
    return newDraft();
  }
};

/** Keeps the draft for this tab. Answers false where the browser keeps nothing; the page works on without. */
export const writeDraft = (storage: DraftStorage | undefined, draft: Draft): boolean => {
  try {
    storage?.setItem(STORAGE_KEY, JSON.stringify(draft));
    return storage !== undefined;
  } catch {
    return false;
  }
};

const isDraft = (value: unknown): value is Draft => {
  const { values, idempotencyKey } = (value ?? {}) as Partial<Draft>;
  const texts: unknown[] = [idempotencyKey, values?.name, values?.email, values?.reason];
  return texts.every((text) => typeof text === 'string') && idempotencyKey !== '';
};

import { useSyncExternalStore } from 'react';
import type { AcceptedRegistration, RegistrationForm } from '@/src/application/contracts/registration-form';

export type SignUpValues = { name: string; email: string; reason: string };
export type SignUpField = keyof SignUpValues;
export const FIELDS: readonly SignUpField[] = ['name', 'email', 'reason'];

/**
 * What this tab knows of one sign-up: what was typed, the key that makes every try with the same words the same
 * sign-up, the words that were sent last with this key, and the answer once there is one.
 */
type Draft = {
  values: SignUpValues;
  idempotencyKey: string;
  sent?: RegistrationForm;
  accepted?: AcceptedRegistration;
};

export type DraftStorage = Pick<Storage, 'getItem' | 'setItem'>;

const STORAGE_KEY = 'portaria.sign-up';
const NO_VALUES: SignUpValues = { name: '', email: '', reason: '' };

/** What the server renders, where nothing was typed yet. */
const EMPTY_DRAFT: Draft = { values: NO_VALUES, idempotencyKey: '' };

/** An empty draft with a key of its own. */
export const newDraft = (): Draft => ({ values: NO_VALUES, idempotencyKey: newIdempotencyKey() });

/** The draft as it goes out: words that changed since the last try are another request, which takes a key of its own. */
export const draftToSend = (draft: Draft, form: RegistrationForm): Draft =>
  draft.sent === undefined || FIELDS.every((field) => draft.sent?.[field] === form[field])
    ? { ...draft, sent: form }
    : { ...draft, sent: form, idempotencyKey: newIdempotencyKey() };

/** The same words under a key that nobody has used. */
export const withNewKey = (draft: Draft): Draft => ({ ...draft, idempotencyKey: newIdempotencyKey() });

/** Once accepted, what was typed is forgotten; the private link stays, since the server gives it only once. */
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

/** The draft of this tab. It is a store, because it outlives both the page and the form. */
export const useDraft = (): Draft => useSyncExternalStore(subscribe, currentDraft, () => EMPTY_DRAFT);

/** The same for an event handler, at the moment it is called. */
export const currentDraft = (): Draft => (draft ??= readDraft(tabStorage()));

/** Keeps a draft and shows it at once. */
export const saveDraft = (next: Draft): void => {
  draft = next;
  writeDraft(tabStorage(), next);
  for (const listener of listeners) listener();
};

/** Keeps what was typed into the fields, as `valueOf` gives it, before anything listened to them. */
export const keepTyped = (valueOf: (field: SignUpField) => string): void => {
  const { accepted, values, ...draft } = currentDraft();
  const typed = FIELDS.filter((field) => valueOf(field) !== '').map((field) => [field, valueOf(field)]);
  if (!accepted && typed.length > 0) {
    saveDraft({ ...draft, values: { ...values, ...Object.fromEntries(typed) } });
  }
};

/** Forgets what was typed and accepted; what is typed next is another sign-up. */
export const startNewDraft = (): void => saveDraft(newDraft());

let draft: Draft | undefined;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const tabStorage = (): Storage | undefined => {
  try {
    return window.sessionStorage;
  } catch {
    // Reading the property itself throws where a browser blocks storage; the draft then lives in memory only.
    return undefined;
  }
};

const isDraft = (value: unknown): value is Draft => {
  const { values, idempotencyKey } = (value ?? {}) as Partial<Draft>;
  const texts: unknown[] = [idempotencyKey, values?.name, values?.email, values?.reason];
  return texts.every((text) => typeof text === 'string') && idempotencyKey !== '';
};

/** A new random key of 32 hexadecimal digits. crypto.randomUUID would be missing on pages served without TLS. */
const newIdempotencyKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

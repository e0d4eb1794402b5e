import { describe, expect, it } from 'vitest';
import {
  acceptedDraft,
  currentDraft,
  draftToSend,
  keepTyped,
  newDraft,
  readDraft,
  saveDraft,
  startNewDraft,
  writeDraft,
  type DraftStorage,
} from './draft';

const memory = (): DraftStorage & { entries: Map<string, string> } => {
  const entries = new Map<string, string>();
  return {
    entries,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
  };
};

const values = { name: 'Ana', email: 'ana@example.org', reason: 'To learn' };

describe('draft', () => {
  it('survives a reload with its key', () => {
    const storage = memory();
    const draft = { ...newDraft(), values };
    writeDraft(storage, draft);
    expect(readDraft(storage)).toEqual(draft);
  });

  it('has a key of its own each time it begins', () => {
    expect(newDraft().idempotencyKey).not.toBe(newDraft().idempotencyKey);
    expect(newDraft().idempotencyKey).toMatch(/^[0-9a-f]{32}$/);
  });

  it('keeps its key for the same words, and takes another one for other words', () => {
    const first = draftToSend({ ...newDraft(), values }, values);
    expect(draftToSend(first, { ...values }).idempotencyKey).toBe(first.idempotencyKey);
    for (const field of ['name', 'email', 'reason']) {
      const second = draftToSend(first, { ...values, [field]: 'zoe@example.org' });
      expect(second.idempotencyKey, field).not.toBe(first.idempotencyKey);
      expect(draftToSend(second, { ...values, [field]: 'zoe@example.org' })).toEqual(second);
    }
  });

  it('knows after a reload what its key was used for', () => {
    const storage = memory();
    const sent = draftToSend({ ...newDraft(), values }, values);
    writeDraft(storage, sent);
    const edited = { ...values, reason: 'To teach' };
    expect(draftToSend(readDraft(storage), edited).idempotencyKey).not.toBe(sent.idempotencyKey);
  });

  it('forgets what was typed once accepted, and keeps the private link', () => {
    const accepted = { registrationId: 'id', statusUrl: '/registrations/id?token=t' };
    const draft = acceptedDraft({ ...newDraft(), values }, accepted);
    expect(draft.accepted).toEqual(accepted);
    expect(JSON.stringify(draft)).not.toContain('ana@example.org');
  });

  it.each(['not json', 'null', '{}', '{"values":{"name":1},"idempotencyKey":"k"}'])(
    'begins anew from %s',
    (text) => {
      const storage = memory();
      storage.setItem('portaria.sign-up', text);
      expect(readDraft(storage).values).toEqual({ name: '', email: '', reason: '' });
    },
  );

  it('works where the browser keeps nothing', () => {
    const blocked: DraftStorage = {
      ...memory(),
      setItem: () => {
        throw new Error('blocked');
      },
    };
    expect(writeDraft(blocked, newDraft())).toBe(false);
    expect(writeDraft(undefined, newDraft())).toBe(false);
    expect(readDraft(undefined).values.name).toBe('');
  });

  it('takes over what was typed before anything listened, and nothing once it was accepted', () => {
    startNewDraft();
    keepTyped((field) => (field === 'reason' ? '' : values[field]));
    expect(currentDraft().values).toEqual({ ...values, reason: '' });
    keepTyped((field) => (field === 'reason' ? values.reason : ''));
    expect(currentDraft().values).toEqual(values);

    const accepted = { registrationId: 'id', statusUrl: '/registrations/id?token=t' };
    saveDraft(acceptedDraft(currentDraft(), accepted));
    keepTyped((field) => values[field]);
    expect(currentDraft().values.name).toBe('');
  });
});

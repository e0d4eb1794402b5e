import { beforeEach, describe, expect, it } from 'vitest';
import { HmacRegistrationIds } from '@/src/infrastructure/crypto/hmac-registration-ids';
import { inMemoryStores } from '@/tests/fakes/in-memory-stores';
import { followRegistration, type Attempt } from './follow-registration';

const ids = new HmacRegistrationIds('a secret of at least thirty-two characters');
const attempt: Attempt = async (reading) => {
  try {
    return { known: await reading };
  } catch {
    return 'unknown';
  }
};
const away = () => Promise.reject(new Error('away'));

describe('following a registration in an outage', () => {
  let stores: ReturnType<typeof inMemoryStores>;
  let registration: Awaited<ReturnType<typeof stores.accept>>;
  const follow = (token?: string) =>
    followRegistration({ ids, ...stores, attempt })({
      registrationId: registration.id,
      token: token ?? ids.tokenFor(registration.id, registration.submittedAt),
    });
  beforeEach(async () => {
    stores = inMemoryStores();
    registration = await stores.accept();
    await stores.pending.admit([registration]);
  });

  it('tells when it was received with every store away, and that there may be more', async () => {
    stores.pending.find = away;
    stores.decisions.find = away;
    stores.records.timesOf = away;
    expect(await follow()).toEqual({
      registrationId: registration.id,
      status: 'submitted',
      steps: [{ name: 'submitted', at: registration.submittedAt }],
      incomplete: true,
    });
  });

  it('tells what the others know with the pending list away', async () => {
    stores.pending.find = away;
    expect(await follow()).toMatchObject({ status: 'submitted', incomplete: true });
    expect((await follow())?.steps.map(({ name }) => name)).toContain('queued');
    await stores.reject(registration);
    const decided = await follow();
    expect(decided?.status).toBe('rejected');
    expect(decided).not.toHaveProperty('incomplete');
  });

  it('tells that it waits with the decisions away', async () => {
    stores.decisions.find = away;
    expect(await follow()).toMatchObject({ status: 'pending', incomplete: true });
  });

  it('tells all there is with every store there, and nothing for a wrong token', async () => {
    expect(await follow()).not.toHaveProperty('incomplete');
    stores.pending.find = away;
    expect(await follow('wrong')).toBeUndefined();
  });
});

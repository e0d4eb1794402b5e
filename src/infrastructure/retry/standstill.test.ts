import { expect, it } from 'vitest';
import { SERVER_OF, StoreHealth } from './store-health';

it('a stage where something waits and nothing goes on for 30 s is a problem, by name, whatever else succeeds', () => {
  let nowMs = 0;
  const stores = new StoreHealth(SERVER_OF, () => nowMs);
  const [admission, routing] = [stores.of('admission'), stores.of('routing')];
  admission.waiting('review-queue');
  routing.waiting('submissions');
  nowMs = 20_000;
  routing.progressed('submissions');
  admission.waiting('review-queue');
  expect(stores.problems).toEqual([]);
  nowMs = 42_000;
  routing.waiting('submissions');
  admission.recovered('pending');
  expect(stores.problems).toEqual([
    {
      component: 'admission',
      store: 'activemq',
      detail: 'no progress for 42 s while something waits',
      standsStill: true,
    },
  ]);
  admission.progressed('review-queue');
  expect(stores.problems).toEqual([]);
});

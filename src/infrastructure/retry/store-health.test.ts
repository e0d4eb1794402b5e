import { expect, it } from 'vitest';
import { SERVER_OF, StoreHealth } from './store-health';

it('names the component, the server and its last words', () => {
  const health = new StoreHealth(SERVER_OF);
  const admission = health.of('admission');
  admission.failed('decisions', new Error('connection refused'));
  admission.failed('decisions', new Error('timeout expired'));
  expect(health.problems).toEqual([{ component: 'admission', store: 'postgres', detail: 'timeout expired' }]);
});

it('what one component says of a store does not clear what another said', () => {
  const health = new StoreHealth(SERVER_OF);
  health.of('admission').failed('decisions', new Error('timeout expired'));
  health.of('outbox').failed('outbox', new Error('timeout expired'));
  health.of('outbox').recovered('outbox');
  expect(health.problems).toMatchObject([{ component: 'admission', store: 'postgres' }]);
});

it('a store that works again for the component that named it is no problem any more', () => {
  const health = new StoreHealth(SERVER_OF);
  const admission = health.of('admission');
  admission.failed('delivery-attempts', 'LOADING');
  admission.recovered('pending');
  expect(health.problems).toEqual([]);
});

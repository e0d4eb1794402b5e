import { expect, it } from 'vitest';
import { StreamSlots } from './stream-slots';

const caps = { link: 2, session: 3, network: 4, total: 6 };
const take = (
  slots: StreamSlots,
  times: number,
  owner: { link?: string; session?: string; network: string },
) => Array.from({ length: times }, () => slots.take(owner));
const fullOf = (taken: ReturnType<typeof take>) => taken.map((slot) => (slot.ok ? 'open' : slot.full));

it('holds each cap by itself', () => {
  const slots = new StreamSlots(caps);
  expect(fullOf(take(slots, 3, { link: 'a', network: 'n' }))).toEqual(['open', 'open', 'link']);
  expect(fullOf(take(slots, 3, { session: 's', network: 'n' }))).toEqual(['open', 'open', 'network']);
  expect(fullOf(take(slots, 2, { session: 's', network: 'm' }))).toEqual(['open', 'session']);
  expect(fullOf(take(slots, 2, { link: 'b', network: 'm' }))).toEqual(['open', 'total']);
});

it('gives a place back once, and keeps nothing of those who left', () => {
  const slots = new StreamSlots({ ...caps, network: 1 });
  const [first] = take(slots, 1, { link: 'a', network: 'n' });
  if (first?.ok) for (let i = 0; i < 3; i += 1) first.release();
  expect(fullOf(take(slots, 2, { link: 'a', network: 'n' }))).toEqual(['open', 'network']);
});

it('a cap of 0 is none', () => {
  const slots = new StreamSlots({ link: 0, session: 0, network: 0, total: 0 });
  expect(new Set(fullOf(take(slots, 500, { link: 'a', network: 'n' })))).toEqual(new Set(['open']));
});

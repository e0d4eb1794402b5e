import { expect, it } from 'vitest';
import { UnprocessableMessage } from '@/src/application/contracts/messages';
import { decodeOrDeadLetter } from './decode-or-dead-letter';

const decode = (text: string): number => {
  if (text === 'fault') throw new TypeError('a fault of ours');
  const number = Number(text);
  if (Number.isNaN(number)) throw new UnprocessableMessage('not a number');
  return number;
};

it('what cannot be read goes to the dead letters with its reason, the rest is decoded in order', async () => {
  const dead: unknown[] = [];
  const deadLetter = async (message: string, cause: object) => void dead.push([message, cause]);
  const decoded = await decodeOrDeadLetter(['1', 'two', '3'], { decode, deadLetter });
  expect(decoded).toEqual({ messages: ['1', '3'], items: [1, 3] });
  expect(dead).toEqual([['two', { reason: 'not a number', attempts: 1 }]]);
});

it('a fault of ours makes no dead letter', async () => {
  const dead: string[] = [];
  const deadLetter = async (message: string) => void dead.push(message);
  await expect(decodeOrDeadLetter(['1', 'fault'], { decode, deadLetter })).rejects.toThrow(TypeError);
  expect(dead).toEqual([]);
});

it('a message that could not be put among the dead letters holds the others back', async () => {
  const deadLetter = async () => Promise.reject(new Error('the broker is away'));
  await expect(decodeOrDeadLetter(['two', '3'], { decode, deadLetter })).rejects.toThrow('is away');
});

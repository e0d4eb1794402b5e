import { expect, test } from 'vitest';
import { reportSteps } from './step-reporter';

const record = (isTTY: boolean) => {
  let text = '';
  return { output: { isTTY, write: (part: string) => (text += part) }, text: () => text };
};

test('writes one plain line for each step into a pipe, and lets the result through', async () => {
  const { output, text } = record(false);
  const { onStep, say } = reportSteps(output);
  expect(await onStep('Counting', async () => 42)).toBe(42);
  say('News.');
  expect(text()).toMatch(/^✓ Counting … \d+\.\d s\nNews\.\n$/);
});

test('marks a step that failed, and lets the failure through', async () => {
  const { output, text } = record(false);
  const failing = reportSteps(output).onStep('Counting', () => Promise.reject(new Error('no fingers')));
  await expect(failing).rejects.toThrow('no fingers');
  expect(text()).toMatch(/^✗ Counting … \d+\.\d s\n$/);
});

test('shows in a terminal what is under way and takes it away again', async () => {
  const { output, text } = record(true);
  await reportSteps(output).onStep('Counting', async () => undefined);
  expect(text()).toContain('  … Counting');
  expect(text()).toContain('\u001B[1A\u001B[J✓ Counting');
});

import { spawnSync } from 'node:child_process';
import { expect, it, vi } from 'vitest';

vi.setConfig({ testTimeout: 60_000 });

/** A process that captures its output and then does what `script` says. */
const run = (script: string) => {
  const source = `
    import { captureOutput } from './src/infrastructure/logging/capture-output.ts';
    import { createLogger } from './src/infrastructure/logging/logger.ts';
    captureOutput(createLogger({ service: 'test', level: 'debug' }));
    ${script}`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', source];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(stderr).toBe('');
  const lines = stdout.split('\n').filter((line) => line !== '');
  return { status, lines: lines.map((line) => JSON.parse(line) as { level: number; msg: string }) };
};

it('makes one line of the log of each thing that is printed, and of what is left at the end', () => {
  const { lines, status } = run(`
    console.log('two\\nlines', { a: 1 });
    console.error(new Error('printed'));
    console.warn('%s and %d', 'words', 7);
    console.table([{ a: 1 }]);
    process.stdout.write('half a ');
    process.stdout.write('line\\nanother\\n');
    process.stderr.write(Buffer.from('⨯ bytes\\n'));
    process.emitWarning('careful', 'SomeWarning');
    setTimeout(() => process.stdout.write('no line end'), 50);`);
  expect(status).toBe(0);
  const messages = lines.map(({ msg }) => msg);
  expect(messages).toEqual(
    expect.arrayContaining([
      'two\nlines { a: 1 }',
      'printed',
      'words and 7',
      'half a line',
      'another',
      '⨯ bytes',
      'a warning of Node',
      'no line end',
    ]),
  );
});

it.each([
  ['thrown later', `setTimeout(() => { throw new Error('lost') }, 5)`],
  ['rejected', `void Promise.reject(new Error('lost'))`],
])('what nobody caught (%s) is a line of the log, and the end', (_how, script) => {
  const { lines, status } = run(script);
  expect(status).toBe(1);
  expect(lines).toMatchObject([{ level: 60, msg: 'nobody caught this', err: { message: 'lost' } }]);
});

import { expect, it } from 'vitest';
import { createLogger } from './logger';

const logged = (write: (logger: ReturnType<typeof createLogger>) => void): string[] => {
  const written: string[] = [];
  write(createLogger({ service: 'test', level: 'debug' }, { write: (text) => void written.push(text) }));
  return written;
};

const HOSTILE = [
  'a line\nbreak and {"level":60,"msg":"forged"}',
  'CR\r\nLF',
  'U+2028 \u2028{"level":60}\u2029',
  'NEL \u0085{"level":60}',
  'a terminal\u001b[2J\u009b2J',
  'a lone surrogate \ud800',
  'a NUL \0',
  '"} , {"',
];

it.each(HOSTILE)('%j is one JSON object on one line, in a message, a field, a key or an error', (text) => {
  const lines = logged((logger) => {
    logger.info(text);
    logger.info({ url: text, [text]: text, deep: { header: [text] } }, 'a request');
    logger.warn({ err: Object.assign(new Error(text), { code: text }) }, text);
    logger.error({ err: text });
    logger.error({ err: new Error('outside', { cause: new Error(text) }) });
  });
  expect(lines).toHaveLength(5);
  for (const line of lines) {
    expect(line.endsWith('\n')).toBe(true);
    expect(line.slice(0, -1)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
    expect(() => JSON.parse(line) as unknown).not.toThrow();
  }
  expect((JSON.parse(lines[0]!) as { msg: string }).msg).toBe(text);
});

it('of an error it keeps no command, no request and no arguments', () => {
  const redis = Object.assign(new Error('OOM command not allowed'), {
    command: { name: 'evalsha', args: ['ana@example.org'] },
  });
  const elastic = Object.assign(new Error('mapper_parsing_exception'), {
    meta: { meta: { request: { params: { body: 'ana@example.org' } } } },
  });
  const prisma = Object.assign(
    new Error(
      '\nInvalid `create()` invocation:\n\n{ email: "ana@example.org" }\n\nArgument `name` is missing.',
    ),
    { name: 'PrismaClientValidationError' },
  );
  const lines = logged((logger) => {
    for (const err of [redis, elastic, prisma, new Error('outside', { cause: redis })]) logger.error({ err });
  });
  expect(lines.join('')).not.toContain('ana@example.org');
  expect(lines[0]).toContain('OOM command not allowed');
  expect(lines[2]).toContain('Argument `name` is missing.');
  expect(lines[3]).toContain('OOM command not allowed');
});

it('an error that is its own cause is described once and again, but not for ever', () => {
  const error: Error & { cause?: unknown } = new Error('round');
  error.cause = error;
  expect(logged((logger) => logger.error({ err: error }))).toHaveLength(1);
});

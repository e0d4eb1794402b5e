import { expect, it } from 'vitest';
import { prettyPrint, maskOriginal } from './mask-original';

it('keeps the shape and hides what the applicant wrote', () => {
  const masked = maskOriginal(
    '{"schema":1,"registrationId":"x","name":"Ana","email":["a@b.example"],"more":{"n":"Ana"}}',
  );
  expect(JSON.parse(masked)).toEqual({
    schema: 1,
    registrationId: 'x',
    name: '•••',
    email: '•••',
    more: '•••',
  });
});

it.each(['Ana & a@b.example', '["Ana"]', '"Ana"', 'null', '{"name":"Ana"'])(
  'hides %s character by character',
  (original) => {
    expect(maskOriginal(original)).not.toMatch(/\p{L}/u);
    expect(prettyPrint(original)).toBe(original);
  },
);

it('lays JSON out in lines', () => {
  expect(prettyPrint('{"a":1}')).toBe('{\n  "a": 1\n}');
});

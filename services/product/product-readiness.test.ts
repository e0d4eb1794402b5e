import { expect, test } from 'vitest';
import { missingParts } from './product-readiness';

test('names the parts that the product says are missing', () => {
  expect(missingParts(503, '{"failing":["redis","orchestrator"]}')).toBe('redis, orchestrator not ready.');
  expect(missingParts(500, 'oops')).toBe('the health check answers 500 oops');
});

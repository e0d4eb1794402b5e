import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { codingFor, compress } from './content-coding';

it.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['GZIP;q=0.5', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br; q=0.000', 'identity'],
  ['brotli, x-gzip', 'identity'],
  ['', 'identity'],
  [undefined, 'identity'],
])('of %s it takes %s', (acceptEncoding, coding) => {
  expect(codingFor(acceptEncoding)).toBe(coding);
});

it('compresses a text as it says', async () => {
  const text = 'Não se perde nada. '.repeat(50);
  expect(brotliDecompressSync(await compress(text, 'br')).toString()).toBe(text);
  expect(gunzipSync(await compress(text, 'gzip')).toString()).toBe(text);
  expect((await compress(text, 'identity')).toString()).toBe(text);
});

import { decompress as unzstd } from 'fzstd';
import { compressFrame } from 'lz4-napi';
import { compress } from 'snappy';
import { describe, expect, it } from 'vitest';
import { unlz4, unsnappy } from './compression';

const text = Buffer.from('{"registrationId":"00000000-0000-0000-0000-000000000000"}'.repeat(20));

const framed = (blocks: readonly Buffer[]): Buffer => {
  const parts = blocks.flatMap((block) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(block.length);
    return [length, block];
  });
  return Buffer.concat([Buffer.from('82534e41505059000000000100000001', 'hex'), ...parts]);
};

describe('snappy', () => {
  it('is read as librdkafka writes it', async () => {
    expect(await unsnappy(await compress(text))).toEqual(text);
  });

  it('is read in blocks, as Java writes it', async () => {
    const blocks = [await compress(text.subarray(0, 700)), await compress(text.subarray(700))];
    expect(await unsnappy(framed(blocks))).toEqual(text);
    expect(await unsnappy(framed([]))).toEqual(Buffer.alloc(0));
  });

  it('is refused where a block or its length is cut', async () => {
    const whole = framed([await compress(text)]);
    await expect(unsnappy(whole.subarray(0, -1))).rejects.toThrow();
    await expect(unsnappy(whole.subarray(0, 18))).rejects.toThrow();
  });
});

describe('lz4', () => {
  it('is read in frames', async () => {
    expect(await unlz4(await compressFrame(text))).toEqual(text);
  });

  it('is refused where it is none', async () => {
    await expect(unlz4(Buffer.from('no frame'))).rejects.toThrow();
  });
});

it('zstd is read though its frame does not tell the length, as a stream does not', () => {
  // A window of 1 KiB, and one last block that repeats `a` a hundred times.
  const stream = Buffer.from('28b52ffd' + '00' + '00' + '230300' + '61', 'hex');
  expect(Buffer.from(unzstd(stream)).toString()).toBe('a'.repeat(100));
});

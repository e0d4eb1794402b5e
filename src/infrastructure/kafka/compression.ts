import { decompress as unzstd } from 'fzstd';
import kafkajs from 'kafkajs';
import { decompressFrame } from 'lz4-napi';
import { uncompress } from 'snappy';

/** How Java's clients and the broker frame snappy: this, two versions of four bytes, then blocks behind their lengths. */
const XERIAL_MAGIC = Buffer.from([0x82, ...Buffer.from('SNAPPY'), 0]);
const XERIAL_HEADER_BYTES = 16;

// Node does not find them by name.
const { CompressionCodecs, CompressionTypes } = kafkajs;

type Decompress = (bytes: Buffer) => Promise<Buffer>;

/** Other programs and the broker itself (`compression.type`) may compress; kafkajs reads gzip only. We never compress. */
export const readAllCompressions = (): void => {
  CompressionCodecs[CompressionTypes.Snappy] = reading(unsnappy);
  CompressionCodecs[CompressionTypes.LZ4] = reading(unlz4);
  CompressionCodecs[CompressionTypes.ZSTD] = reading(async (bytes) => Buffer.from(unzstd(bytes)));
};

/** Plain snappy, as librdkafka writes it, or in blocks. */
export const unsnappy: Decompress = async (bytes) => {
  if (!bytes.subarray(0, XERIAL_MAGIC.length).equals(XERIAL_MAGIC)) return unblock(bytes);
  const blocks: Buffer[] = [];
  for (let at = XERIAL_HEADER_BYTES; at < bytes.length;) {
    const start = at + 4;
    const end = start + bytes.readUInt32BE(at);
    if (end > bytes.length) throw new Error('a block of snappy ends too early');
    blocks.push(await unblock(bytes.subarray(start, end)));
    at = end;
  }
  return Buffer.concat(blocks);
};

/** The frame format (https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md). */
export const unlz4: Decompress = (bytes) => decompressFrame(bytes);

const unblock = async (block: Buffer): Promise<Buffer> => Buffer.from(await uncompress(block));

const reading = (decompress: Decompress) => () => ({
  compress: () => Promise.reject(new Error('Portaria reads this compression, and does not write it')),
  decompress,
});

import { connect } from 'node:net';
import { StoreUnavailable } from '@/src/application/ports/store-unavailable';

/** A broker that does not answer in time is passed over. */
const DEADLINE_MS = 3_000;

/** The first version of a metadata request that tells the ids of topics (Kafka 2.8); kafkajs speaks none so late. */
const METADATA = 3;
const VERSION = 10;

const LARGEST_ANSWER_BYTES = 16 * 1024 * 1024;
const ID_BYTES = 16;

/**
 * The id that a topic has from its creation to its end, in hexadecimal; undefined where there is no such topic now. One
 * that is deleted and created again under the same name has another id. Rejects with `StoreUnavailable` where no broker
 * (`host:port`) answers. https://kafka.apache.org/protocol#The_Messages_Metadata
 */
export const topicIdOf = async (brokers: readonly string[], topic: string): Promise<string | undefined> => {
  let failure: unknown;
  for (const broker of brokers) {
    try {
      return topicIdIn(await exchange(broker, metadataRequest(topic)));
    } catch (error) {
      failure = error;
    }
  }
  throw new StoreUnavailable('no broker tells the id of a topic', { cause: failure });
};

/** @returns the frame, with its length in front. */
export const metadataRequest = (topic: string): Buffer => {
  const name = Buffer.from(topic);
  const noTags = Buffer.from([0]);
  const body = Buffer.concat([
    int16(METADATA),
    int16(VERSION),
    int32(0), // the correlation id: one request for each connection
    int16(-1), // no client id
    noTags,
    uvarint(1 + 1), // one topic
    Buffer.alloc(ID_BYTES),
    uvarint(name.length + 1),
    name,
    noTags,
    Buffer.from([0, 0, 0]), // creates none, and asks for no rights
    noTags,
  ]);
  return Buffer.concat([int32(body.length), body]);
};

/** @param answer of a metadata request for one topic, without its length. */
export const topicIdIn = (answer: Buffer): string | undefined => {
  const reader = new Reader(answer);
  reader.skip(4); // correlation id
  reader.skipTags();
  reader.skip(4); // throttle time
  for (let brokers = reader.uvarint() - 1; brokers > 0; brokers -= 1) {
    reader.skip(4); // node id
    reader.skipText(); // host
    reader.skip(4); // port
    reader.skipText(); // rack
    reader.skipTags();
  }
  reader.skipText(); // cluster id
  reader.skip(4); // controller
  if (reader.uvarint() - 1 !== 1) throw new Error('the answer is not about one topic');
  const errorCode = reader.take(2).readInt16BE();
  reader.skipText(); // name
  const id = reader.take(ID_BYTES).toString('hex');
  return errorCode === 0 && !/^0+$/.test(id) ? id : undefined;
};

/** Sends a frame to `host:port` and answers the one that comes back, without its length. */
const exchange = (broker: string, frame: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const at = broker.lastIndexOf(':');
    const socket = connect({
      host: broker.slice(0, at).replace(/^\[|\]$/g, ''),
      port: Number(broker.slice(at + 1)),
    });
    const fail = (error: Error): void => {
      clearTimeout(alarm);
      socket.destroy();
      reject(error);
    };
    const alarm = setTimeout(() => fail(new StoreUnavailable('no answer of the broker')), DEADLINE_MS);
    let received = Buffer.alloc(0);
    socket.on('connect', () => socket.write(frame));
    socket.on('error', fail);
    socket.on('close', () => fail(new StoreUnavailable('the broker closed the connection')));
    socket.on('data', (part) => {
      received = Buffer.concat([received, part]);
      if (received.length < 4) return;
      const length = received.readUInt32BE();
      if (length > LARGEST_ANSWER_BYTES) return fail(new StoreUnavailable('no answer of a Kafka broker'));
      if (received.length < 4 + length) return;
      clearTimeout(alarm);
      resolve(received.subarray(4, 4 + length));
      socket.destroy();
    });
  });

const int16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
};

const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

const uvarint = (value: number): Buffer => {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return Buffer.from([...bytes, rest]);
    bytes.push((rest & 0x7f) | 0x80);
  }
};

/**
 * Reads the protocol's compact encoding; whatever ends too early throws. kafkajs's own decoder (2.2.4) passes over tagged fields
 * by a byte too few, and reads beyond the end.
 */
class Reader {
  #at = 0;

  constructor(private readonly bytes: Buffer) {}

  take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.bytes.length) throw new Error('the answer ends too early');
    const taken = this.bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  skip(length: number): void {
    this.take(length);
  }

  uvarint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.take(1)[0]!;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new Error('a number is too long');
  }

  skipText(): void {
    this.skip(Math.max(0, this.uvarint() - 1));
  }

  skipTags(): void {
    for (let tags = this.uvarint(); tags > 0; tags -= 1) {
      this.uvarint();
      this.skip(this.uvarint());
    }
  }
}

import { expect, it } from 'vitest';
import { metadataRequest, topicIdIn } from './topic-id';

const ID = '0123456789abcdef0123456789abcdef';

/** The answer of one broker about one topic, as Kafka writes version 10 of it. */
const answer = ({ errorCode = 0, id = ID } = {}): Buffer =>
  Buffer.concat([
    Buffer.from('00000000' + '00' + '00000000', 'hex'), // correlation id, tags, throttle time
    Buffer.from('02' + '00000001', 'hex'), // one broker, its id
    Buffer.from([10]),
    Buffer.from('127.0.0.1'),
    Buffer.from('00002384' + '00' + '01' + '05' + '02' + 'ffff', 'hex'), // port, no rack, a tag of two bytes
    Buffer.from([3]),
    Buffer.from('ab'), // cluster id
    Buffer.from('00000001' + '02', 'hex'), // controller, one topic
    Buffer.from([errorCode >> 8, errorCode & 0xff]),
    Buffer.from([6]),
    Buffer.from('topic'),
    Buffer.from(id, 'hex'),
    Buffer.from('00' + '01', 'hex'), // the rest is not looked at
  ]);

it('asks about one topic, and creates none', () => {
  const frame = metadataRequest('topic');
  expect(frame.readInt32BE()).toBe(frame.length - 4);
  expect(frame.subarray(4).toString('hex')).toBe(
    '0003' +
      '000a' +
      '00000000' +
      'ffff' +
      '00' +
      '02' +
      '0'.repeat(32) +
      '06746f706963' +
      '00' +
      '000000' +
      '00',
  );
});

it('finds the id behind the brokers', () => {
  expect(topicIdIn(answer())).toBe(ID);
});

it('knows no id of a topic that is not there', () => {
  expect(topicIdIn(answer({ errorCode: 3, id: '0'.repeat(32) }))).toBeUndefined();
});

it('refuses an answer that ends too early', () => {
  expect(() => topicIdIn(answer().subarray(0, 40))).toThrow('too early');
});

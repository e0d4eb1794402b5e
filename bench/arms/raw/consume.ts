import { Redis } from 'ioredis';
import type { Message } from 'stompit/lib/Client';
import type { StoreAddresses } from '@/tests/invariants/store-clients';
import { answerParent } from '../../processes/child';
import { LARGEST_BATCH, type RawPlace } from './raw-setting';
import { openStomp } from './raw-stomp';

// Arm B of admission: ActiveMQ → one script for a registration in Redis, with its durability → acknowledgement.
type Job = { addresses: StoreAddresses; place: RawPlace };

const ADMIT = `
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
redis.call('HSET', KEYS[3], ARGV[4], ARGV[1])
return 1
`;

type Admitting = Redis & { admit(...args: string[]): Promise<number> };
type Registration = { registrationId: string; email: string; submittedAt: string };

const start = async ({ addresses, place }: Job): Promise<void> => {
  const redis = new Redis(addresses.redis.url, { enableAutoPipelining: true }) as Admitting;
  redis.defineCommand('admit', { numberOfKeys: 3, lua: ADMIT });
  const { redisPrefix: prefix } = place;
  const admit = (body: string): Promise<number> => {
    const { registrationId: id, email, submittedAt } = JSON.parse(body) as Registration;
    const keys = [`${prefix}:${id}`, `${prefix}:list`, `${prefix}:emails`];
    return redis.admit(...keys, id, body, String(Date.parse(submittedAt)), email);
  };

  const stomp = await openStomp(addresses);
  const inbox: { message: Message; body: string }[] = [];
  let isFlushing = false;
  const flush = async (): Promise<void> => {
    if (isFlushing) return;
    isFlushing = true;
    while (inbox.length > 0) {
      const batch = inbox.splice(0, LARGEST_BATCH);
      await Promise.all(batch.map(({ body }) => admit(body)));
      for (const { message } of batch) stomp.ack(message);
    }
    isFlushing = false;
  };
  const headers = {
    destination: `/queue/${place.queue}`,
    ack: 'client-individual' as const,
    'activemq.prefetchSize': String(2 * LARGEST_BATCH),
  };
  stomp.subscribe(headers, (error, message) => {
    if (error) throw error;
    message.readString('utf8', (failure, body) => {
      if (failure) throw failure;
      inbox.push({ message, body: body ?? '' });
      setImmediate(() => void flush());
    });
  });
};

answerParent(start);

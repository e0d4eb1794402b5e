import type { Redis } from 'ioredis';

/** A redelivery can be as late as the broker's longest outage; after a week only Postgres knows the decision. */
const TOMBSTONE_SECONDS = 7 * 24 * 60 * 60;

/**
 * Admits one registration, all or nothing. Where the list and the claims differ in number some part was lost, and with it
 * perhaps the claim of this very address, so nobody is admitted until they were compared (`compared`). The `#!lua` line lets Redis refuse it for want of memory before it has
 * written anything.
 * KEYS: tombstone, entry, queue, emails. ARGV: id, position, e-mail key, registration JSON, channel, `compared` or nothing.
 */
const ADMIT = `#!lua
if redis.call('EXISTS', KEYS[1]) == 1 then return {'already-decided'} end
if redis.call('EXISTS', KEYS[2]) == 1 then return {'already-pending'} end
local owner = redis.call('HGET', KEYS[4], ARGV[3])
if owner and owner ~= ARGV[1] then return {'duplicate', owner} end
if ARGV[6] ~= 'compared' and redis.call('ZCARD', KEYS[3]) ~= redis.call('HLEN', KEYS[4]) then return {'unsound'} end
redis.call('HSET', KEYS[2], 'registration', ARGV[4], 'position', ARGV[2], 'email', ARGV[3])
redis.call('ZADD', KEYS[3], 0, ARGV[2])
redis.call('HSET', KEYS[4], ARGV[3], ARGV[1])
redis.call('PUBLISH', ARGV[5], cjson.encode({type = 'admitted', registrationId = ARGV[1]}))
return {'admitted'}
`;

/**
 * Takes one registration off the list and leaves its tombstone. The e-mail claim goes only if it is still its own. It is
 * allowed while the memory is full: the tombstone is smaller than what leaves.
 * KEYS: tombstone, entry, queue, emails. ARGV: id, outcome, channel.
 */
const REMOVE = `#!lua flags=allow-oom
redis.call('SET', KEYS[1], ARGV[2], 'EX', ${TOMBSTONE_SECONDS})
local entry = redis.call('HMGET', KEYS[2], 'position', 'email')
if not entry[1] then return 0 end
redis.call('ZREM', KEYS[3], entry[1])
if redis.call('HGET', KEYS[4], entry[2]) == ARGV[1] then redis.call('HDEL', KEYS[4], entry[2]) end
redis.call('DEL', KEYS[2])
redis.call('PUBLISH', ARGV[3], cjson.encode({type = 'decided', registrationId = ARGV[1], outcome = ARGV[2]}))
return 1
`;

/** Answers which of some registrations have an entry at a place of the list. KEYS: queue, then their entries. */
const HELD = `#!lua flags=no-writes
local held = {}
for index = 2, #KEYS do
  local position = redis.call('TYPE', KEYS[index]).ok == 'hash' and redis.call('HGET', KEYS[index], 'position')
  held[index - 1] = position and redis.call('ZSCORE', KEYS[1], position) and 1 or 0
end
return held
`;

export type ScriptedRedis = Redis & {
  admit(...args: string[]): Promise<[string, string?]>;
  removePending(...args: string[]): Promise<number>;
  heldPending(keyCount: number, ...keys: string[]): Promise<number[]>;
};

/** Teaches a connection the scripts that write the pending list, and the one that tells who is on it. */
export const withScripts = (redis: Redis): ScriptedRedis => {
  redis.defineCommand('admit', { numberOfKeys: 4, lua: ADMIT });
  redis.defineCommand('removePending', { numberOfKeys: 4, lua: REMOVE });
  redis.defineCommand('heldPending', { lua: HELD, readOnly: true });
  return redis as ScriptedRedis;
};

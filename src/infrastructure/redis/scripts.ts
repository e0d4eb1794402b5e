import type { Redis } from 'ioredis';

/** A redelivery can be as late as the broker's longest outage; after a week only Postgres knows the decision. */
const TOMBSTONE_SECONDS = 7 * 24 * 60 * 60;

/**
 * Admits registrations, each all or nothing. Where the list and the claims differ in number some part was lost, and with it
 * perhaps the claim of one of these addresses, so nobody is admitted until they were compared (`compared`). The `#!lua` line
 * lets Redis refuse it for want of memory before it has written anything.
 * KEYS: queue, emails, then tombstone and entry of each. ARGV: channel, `compared` or nothing, then id, position, e-mail
 * key and registration JSON of each. Answers what became of each, in their order: `[kind, owner]`.
 */
const ADMIT = `#!lua
local queue, emails, channel = KEYS[1], KEYS[2], ARGV[1]

local function admit(tombstone, entry, id, position, email, json)
  if redis.call('EXISTS', tombstone) == 1 then return {'already-decided'} end
  if redis.call('EXISTS', entry) == 1 then return {'already-pending'} end
  local owner = redis.call('HGET', emails, email)
  if owner and owner ~= id then return {'duplicate', owner} end
  if ARGV[2] ~= 'compared' and redis.call('ZCARD', queue) ~= redis.call('HLEN', emails) then return {'unsound'} end
  redis.call('HSET', entry, 'registration', json, 'position', position, 'email', email)
  redis.call('ZADD', queue, 0, position)
  redis.call('HSET', emails, email, id)
  redis.call('PUBLISH', channel, cjson.encode({type = 'admitted', registrationId = id}))
  return {'admitted'}
end

local answers = {}
for index = 1, (#KEYS - 2) / 2 do
  local key, value = 1 + 2 * index, 4 * index - 1
  answers[index] = admit(KEYS[key], KEYS[key + 1], ARGV[value], ARGV[value + 1], ARGV[value + 2], ARGV[value + 3])
end
return answers
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
  admit(keyCount: number, ...args: string[]): Promise<[string, string?][]>;
  removePending(...args: string[]): Promise<number>;
  heldPending(keyCount: number, ...keys: string[]): Promise<number[]>;
};

/** Teaches a connection the scripts that write the pending list, and the one that tells who is on it. */
export const withScripts = (redis: Redis): ScriptedRedis => {
  redis.defineCommand('admit', { lua: ADMIT });
  redis.defineCommand('removePending', { numberOfKeys: 4, lua: REMOVE });
  redis.defineCommand('heldPending', { lua: HELD, readOnly: true });
  return redis as ScriptedRedis;
};

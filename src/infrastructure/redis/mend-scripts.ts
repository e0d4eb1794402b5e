import type { Redis } from 'ioredis';

// What the parts of the pending list say of each other, compared and mended atomically for a batch of them. The entries
// are the truth: what is listed and who claims which address both follow from them. Each script answers what did not
// fit, as `[id, kind, other id]`; with `dry` as the first argument it writes nothing.

/**
 * Compares entries with the list and the claims. Of two entries with one address the older one keeps the claim.
 * KEYS: queue, emails, then the entry of each id. ARGV: dry, prefix of the entries, then the ids.
 */
const MEND_ENTRIES = `#!lua
local dry, prefix, found = ARGV[1] == 'dry', ARGV[2], {}
local TIME = '^%d%d%d%d%-%d%d%-%d%dT%d%d:%d%d:%d%d%.?%d*Z$'
local PLAIN_ADDRESS = '^[%w._+-]+@[%w.-]*%a$'

local function readable(id, email, json)
  local fine, entry = pcall(cjson.decode, json)
  if not fine or type(entry) ~= 'table' or entry.registrationId ~= id then return false end
  for _, field in ipairs({'name', 'email', 'reason', 'submittedAt', 'queuedAt', 'pendingSince'}) do
    if type(entry[field]) ~= 'string' then return false end
  end
  -- Only of a plain address the key is known here; the others are taken on trust.
  if email == '' or entry.email:find(PLAIN_ADDRESS) and entry.email:lower() ~= email then return false end
  return entry.submittedAt:find(TIME) and entry.queuedAt:find(TIME) and entry.pendingSince:find(TIME)
end

local function claim(email, id)
  if not dry then redis.call('HSET', KEYS[2], email, id) end
end

local function compareClaim(id, position, email)
  local owner = redis.call('HGET', KEYS[2], email)
  if owner == id then return end
  local theirs = owner and redis.call('TYPE', prefix .. owner).ok == 'hash'
    and redis.call('HMGET', prefix .. owner, 'position', 'email')
  if not theirs or not theirs[1] or theirs[2] ~= email then
    claim(email, id)
    found[#found + 1] = {id, 'unclaimed'}
  elseif theirs[1] <= position then
    found[#found + 1] = {id, 'twin', owner}
  else
    claim(email, id)
    found[#found + 1] = {owner, 'twin', id}
  end
end

for index = 3, #KEYS do
  local id, kind = ARGV[index], redis.call('TYPE', KEYS[index]).ok
  if kind == 'hash' then
    local entry = redis.call('HMGET', KEYS[index], 'registration', 'position', 'email')
    local json, position, email = entry[1], entry[2], entry[3]
    if not json or not email or not position or position:sub(17) ~= id or not readable(id, email, json) then
      found[#found + 1] = {id, 'unreadable'}
    else
      if redis.call('ZSCORE', KEYS[1], position) ~= '0' then
        if not dry then redis.call('ZADD', KEYS[1], 0, position) end
        found[#found + 1] = {id, 'unlisted'}
      end
      compareClaim(id, position, email)
    end
  elseif kind ~= 'none' then
    found[#found + 1] = {id, 'unreadable'}
  end
end
return found
`;

/**
 * Puts an entry that did not fit in order, or drops it where its registration cannot be read.
 * KEYS: entry. ARGV: the registration as it was read (JSON, or nothing), position and e-mail key (or nothing to drop it).
 */
const RESTORE_ENTRY = `#!lua flags=allow-oom
local kind = redis.call('TYPE', KEYS[1]).ok
local json = kind == 'hash' and redis.call('HGET', KEYS[1], 'registration') or ''
if kind == 'none' or json ~= ARGV[1] then return 0 end
if ARGV[2] == '' then return redis.call('DEL', KEYS[1]) end
redis.call('HSET', KEYS[1], 'position', ARGV[2], 'email', ARGV[3])
return 1
`;

/** Takes off the list what has no entry at that place. KEYS: queue. ARGV: dry, prefix of the entries, positions. */
const MEND_LIST = `#!lua flags=allow-oom
local dry, prefix, found = ARGV[1] == 'dry', ARGV[2], {}
for index = 3, #ARGV do
  local position = ARGV[index]
  local id = position:sub(17)
  local kind = redis.call('TYPE', prefix .. id).ok
  local own = kind == 'hash' and redis.call('HGET', prefix .. id, 'position')
  if own ~= position and redis.call('ZSCORE', KEYS[1], position) then
    if not dry then redis.call('ZREM', KEYS[1], position) end
    found[#found + 1] = {id, kind == 'none' and 'no entry' or 'listed twice'}
  end
end
return found
`;

/** Ends the claims of whoever does not wait with that address. KEYS: emails. ARGV: dry, prefix, e-mail keys and owners in turn. */
const MEND_CLAIMS = `#!lua flags=allow-oom
local dry, prefix, found = ARGV[1] == 'dry', ARGV[2], {}
for index = 3, #ARGV, 2 do
  local email, owner = ARGV[index], ARGV[index + 1]
  local kind = redis.call('TYPE', prefix .. owner).ok
  local own = kind == 'hash' and redis.call('HGET', prefix .. owner, 'email')
  if own ~= email and redis.call('HGET', KEYS[1], email) == owner then
    if not dry then redis.call('HDEL', KEYS[1], email) end
    found[#found + 1] = {owner, kind == 'none' and 'claims without entry' or 'claims twice'}
  end
end
return found
`;

/** Drops a part that is not what it should be. KEYS: queue, emails. ARGV: dry. */
const MEND_TYPES = `#!lua flags=allow-oom
local found = {}
for index, wanted in ipairs({'zset', 'hash'}) do
  local kind = redis.call('TYPE', KEYS[index]).ok
  if kind ~= wanted and kind ~= 'none' then
    if ARGV[1] ~= 'dry' then redis.call('DEL', KEYS[index]) end
    found[#found + 1] = {KEYS[index], 'of another type'}
  end
end
return found
`;

/** `[id, kind, other id]` for each that did not fit. */
type Found = [string, string, string?][];

export type MendingRedis = Redis & {
  mendEntries(keyCount: number, ...args: string[]): Promise<Found>;
  restoreEntry(...args: string[]): Promise<number>;
  mendList(...args: string[]): Promise<Found>;
  mendClaims(...args: string[]): Promise<Found>;
  mendTypes(...args: string[]): Promise<Found>;
};

/** Teaches a connection the scripts that compare the parts of the pending list with each other. */
export const withMendScripts = (redis: Redis): MendingRedis => {
  redis.defineCommand('mendEntries', { lua: MEND_ENTRIES });
  redis.defineCommand('restoreEntry', { numberOfKeys: 1, lua: RESTORE_ENTRY });
  redis.defineCommand('mendList', { numberOfKeys: 1, lua: MEND_LIST });
  redis.defineCommand('mendClaims', { numberOfKeys: 1, lua: MEND_CLAIMS });
  redis.defineCommand('mendTypes', { numberOfKeys: 2, lua: MEND_TYPES });
  return redis as MendingRedis;
};

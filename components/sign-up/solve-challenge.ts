import { sha256 } from '@noble/hashes/sha2.js';
import { solveChallenge } from 'altcha-lib';
import type { Challenge, DeriveKeyFunction } from 'altcha-lib/types';

/** So long it computes before the page may do something else. */
const SLICE_MS = 12;

/**
 * Solves a challenge of altcha, which takes a second or so, in slices that leave the page answering.
 * @returns the proof as the API takes it. @throws where it cannot be solved in time.
 */
export const solve = async (challenge: Challenge): Promise<string> => {
  const solution = await solveChallenge({ challenge, deriveKey: inSlices(deriveKey) });
  if (!solution) throw new Error('the challenge was not solved');
  return btoa(JSON.stringify({ challenge, solution }));
};

/** altcha's SHA-256 in JavaScript: a page that is served without TLS has no Web Crypto. */
const deriveKey: DeriveKeyFunction = async ({ cost, keyLength }, salt, password) => {
  let key = sha256.create().update(salt).update(password).digest();
  for (let round = 1; round < cost; round += 1) key = sha256(key);
  return { derivedKey: key.subarray(0, keyLength) };
};

const inSlices = (derive: DeriveKeyFunction): DeriveKeyFunction => {
  let sliceEndsAtMs = performance.now() + SLICE_MS;
  return async (...given) => {
    if (performance.now() >= sliceEndsAtMs) {
      await new Promise((resolve) => setTimeout(resolve));
      sliceEndsAtMs = performance.now() + SLICE_MS;
    }
    return derive(...given);
  };
};

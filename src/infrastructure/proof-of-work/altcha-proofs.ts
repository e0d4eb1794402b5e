import { randomInt } from 'node:crypto';
import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import { z } from 'zod';
import {
  PROOF_LASTS_SECONDS,
  type ProofChallenge,
  type ProofsOfWork,
} from '@/src/application/ports/proofs-of-work';
import { derivedKey } from '../crypto/derived-key';
import { jsonIn } from '../json/json-in';

const ALGORITHM = 'SHA-256';

// The signature covers the parameters, so nothing of them is read before it is checked.
const payload = z.object({
  challenge: z.object({ parameters: z.looseObject({}), signature: z.string().max(128) }),
  solution: z.object({ counter: z.number(), derivedKey: z.string() }),
});
type Payload = Parameters<typeof verifySolution>[0];

/**
 * Proofs of work by altcha (version 2 of its challenges, the counter known to us): a solver tries between half of `cost`
 * and all of it. Nothing is kept of a challenge; its signature tells that it is ours.
 */
export class AltchaProofs implements ProofsOfWork {
  readonly #keys: { hmacSignatureSecret: string; hmacKeySignatureSecret: string };

  constructor(
    secret: string,
    private readonly cost: number,
  ) {
    this.#keys = {
      hmacSignatureSecret: derivedKey(secret, 'proof of work: challenges'),
      hmacKeySignatureSecret: derivedKey(secret, 'proof of work: solutions'),
    };
  }

  challenge(now: Date): Promise<ProofChallenge> {
    return createChallenge({
      algorithm: ALGORITHM,
      cost: 1,
      counter: randomInt(Math.floor(this.cost / 2), this.cost),
      deriveKey,
      expiresAt: Math.floor(now.getTime() / 1_000) + PROOF_LASTS_SECONDS,
      ...this.#keys,
    });
  }

  async verify(proof: string): Promise<string | undefined> {
    const read = payload.safeParse(jsonIn(Buffer.from(proof, 'base64').toString('utf8')));
    if (!read.success) return undefined;
    const { challenge, solution } = read.data as unknown as Pick<Payload, 'challenge' | 'solution'>;
    const { verified } = await verifySolution({ challenge, solution, deriveKey, ...this.#keys });
    return verified ? challenge.signature : undefined;
  }
}

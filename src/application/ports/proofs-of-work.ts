/** So long a challenge may be solved and its solution be sent. */
export const PROOF_LASTS_SECONDS = 600;

/** A riddle that costs its solver some seconds of computing, and us nothing; opaque to the application. */
export type ProofChallenge = object;

/** Proofs that a program spent some work on one request. */
export type ProofsOfWork = {
  /** A new challenge, to be solved within `PROOF_LASTS_SECONDS`. */
  challenge(now: Date): Promise<ProofChallenge>;
  /** The id of the challenge that a proof solves in time, or undefined. It does not tell whether it was used before. */
  verify(proof: string): Promise<string | undefined>;
};

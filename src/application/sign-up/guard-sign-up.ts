import type { RefusalCode } from '../contracts/problem';
import type { Backlog } from '../ports/backlog';
import type { FormStamps } from '../ports/form-stamps';
import type { ProofsOfWork } from '../ports/proofs-of-work';
import type { RateLimits } from '../ports/rate-limits';

export type SignUpLimit =
  | 'sign-ups-per-network'
  | 'sign-ups-per-email'
  | 'repeats-per-sign-up'
  | 'sign-ups-before-surge'
  | 'uses-per-proof';

/** `backlogCap` and `surgeBacklog` count registrations that wait; 0 is no cap, and no surge by the backlog. */
export type SignUpRules = {
  proofOfWork: 'never' | 'surge' | 'always';
  backlogCap: number;
  surgeBacklog: number;
  minimumFillMs: number;
};

/** `emailKey` is the address as it is compared; `stamp` and `proof` are what the page adds to the form. */
export type SignUpAttempt = {
  network: string;
  emailKey: string;
  idempotencyKey?: string;
  stamp?: string;
  proof?: string;
};

export type SignUpVerdict = { ok: true } | { ok: false; code: RefusalCode; retryAfterSeconds: number };

type Ports = {
  limits: RateLimits<SignUpLimit>;
  backlog: Backlog;
  proofs: Pick<ProofsOfWork, 'verify'>;
  stamps: Pick<FormStamps, 'read'>;
  rules: SignUpRules;
  now: () => Date;
};

/** A full backlog does not empty within minutes: people work through it. */
const CLOSED_RETRY_AFTER_SECONDS = 600;
const PROOF_RETRY_AFTER_SECONDS = 1;

/**
 * Decides whether a sign-up may be accepted now. What was let through once may come again with the same key, as a
 * client's retry after a 503 does, and counts only once. Nothing is counted for an attempt that is refused before it.
 */
export const guardSignUp =
  (ports: Ports) =>
  async (attempt: SignUpAttempt): Promise<SignUpVerdict> => {
    const repeat = await asRepeat(ports, attempt);
    if (repeat) return repeat;
    const [full, waiting] = await Promise.all([overLimit(ports, attempt), ports.backlog.waiting()]);
    if (!signUpsAreOpen(ports.rules, waiting)) return refused('backlog_full', CLOSED_RETRY_AFTER_SECONDS);
    return (
      full ??
      tooFast(ports, attempt) ??
      (await withoutProof(ports, attempt, waiting)) ??
      counted(ports, attempt)
    );
  };

/** While nobody knows how many wait, sign-ups are taken: an outage closes nothing. */
export const signUpsAreOpen = ({ backlogCap }: SignUpRules, waiting: number | undefined): boolean =>
  backlogCap === 0 || waiting === undefined || waiting < backlogCap;

const refused = (code: RefusalCode, retryAfterSeconds: number): SignUpVerdict => ({
  ok: false,
  code,
  retryAfterSeconds,
});

const repeatKeyOf = ({ idempotencyKey, emailKey }: SignUpAttempt): string | undefined =>
  idempotencyKey === undefined ? undefined : JSON.stringify([idempotencyKey, emailKey]);

/** The verdict on a request that was let through before, or undefined for a new one. */
const asRepeat = async ({ limits }: Ports, attempt: SignUpAttempt): Promise<SignUpVerdict | undefined> => {
  const key = repeatKeyOf(attempt);
  if (key === undefined) return undefined;
  const before = await limits.peek('repeats-per-sign-up', key);
  if (before.ok && before.taken === 0) return undefined;
  const taken = await limits.take('repeats-per-sign-up', key);
  return taken.ok ? taken : refused('rate_limited', taken.retryAfterSeconds);
};

const overLimit = async (
  { limits }: Ports,
  { network, emailKey }: SignUpAttempt,
): Promise<SignUpVerdict | undefined> => {
  const answers = await Promise.all([
    limits.peek('sign-ups-per-network', network),
    limits.peek('sign-ups-per-email', emailKey),
  ]);
  const longest = Math.max(...answers.map((answer) => (answer.ok ? 0 : answer.retryAfterSeconds)));
  return longest > 0 ? refused('rate_limited', longest) : undefined;
};

const tooFast = ({ stamps, rules, now }: Ports, { stamp }: SignUpAttempt): SignUpVerdict | undefined => {
  const shownAt = stamp === undefined ? undefined : stamps.read(stamp);
  if (!shownAt) return undefined;
  const leftMs = rules.minimumFillMs - (now().getTime() - shownAt.getTime());
  return leftMs > 0 ? refused('too_fast', Math.ceil(leftMs / 1_000)) : undefined;
};

/** The refusal of an attempt that needs a proof and brings none, or one that is wrong, late or used. */
const withoutProof = async (
  ports: Ports,
  { proof }: SignUpAttempt,
  waiting: number | undefined,
): Promise<SignUpVerdict | undefined> => {
  const { limits, proofs, rules } = ports;
  const surge = rules.proofOfWork === 'surge' && (await isSurge(ports, waiting));
  if (rules.proofOfWork !== 'always' && !surge) return undefined;
  const solved = proof === undefined ? undefined : await proofs.verify(proof);
  if (solved !== undefined && (await limits.take('uses-per-proof', solved)).ok) return undefined;
  return refused('proof_required', PROOF_RETRY_AFTER_SECONDS);
};

const isSurge = async ({ limits, rules }: Ports, waiting = 0): Promise<boolean> => {
  const { ok } = await limits.take('sign-ups-before-surge', 'all');
  return !ok || (rules.surgeBacklog > 0 && waiting >= rules.surgeBacklog);
};

/**
 * Counts it against each limit: of many at the same moment, only as many pass as there was room for. A double click is
 * two of the same at once; the second one finds the key taken.
 */
const counted = async ({ limits }: Ports, attempt: SignUpAttempt): Promise<SignUpVerdict> => {
  const ofNetwork = await limits.take('sign-ups-per-network', attempt.network);
  if (!ofNetwork.ok) return refused('rate_limited', ofNetwork.retryAfterSeconds);
  const key = repeatKeyOf(attempt);
  const ofKey = key === undefined ? undefined : await limits.take('repeats-per-sign-up', key);
  if (ofKey?.ok && ofKey.taken > 1) return ofKey;
  const ofEmail = await limits.take('sign-ups-per-email', attempt.emailKey);
  if (ofEmail.ok) return ofEmail;
  if (key !== undefined) await limits.forget('repeats-per-sign-up', key);
  return refused('rate_limited', ofEmail.retryAfterSeconds);
};

import { type Account, subjectOf } from '@/src/domain/account';
import { emailKeyOf } from '@/src/domain/email';
import { startSession, type Session, type SessionLifetime } from '@/src/domain/session';
import { credentials, type Credentials } from '../contracts/sign-in';
import type { AuditLog, AuditRecord } from '../ports/audit-log';
import type { RateLimits } from '../ports/rate-limits';
import type { Sessions } from '../ports/sessions';
import type { SignInAccounts } from '../ports/sign-in-accounts';

/**
 * What is counted: tries from one network, tries for one address from one network, and tries for one address from
 * everywhere. The last is no lock, which anybody could put on somebody's address: it does not hold for a network from
 * which its owner has signed in lately.
 */
export type SignInLimit = 'sign-ins-per-network' | 'sign-ins-per-email-and-network' | 'sign-ins-per-email';

export type SignInOutcome =
  | { kind: 'signed-in'; session: Session }
  | { kind: 'refused' }
  | { kind: 'too-many' | 'busy'; retryAfterSeconds: number };

/** `given` is what was sent, unchecked. `network` is the visitor's own part of the internet, which limits count by. */
export type SignInRequest = { given: unknown; from: { address: string; network: string } };

type Ports = {
  accounts: SignInAccounts;
  sessions: Pick<Sessions, 'start'>;
  auditLog: AuditLog;
  limits: RateLimits<SignInLimit>;
  lifetime: SessionLifetime;
  newSessionId: () => string;
  now: () => Date;
  /** Hears why a refusal could not be written into the audit log; it stays a refusal. */
  onNotAudited: (error: unknown) => void;
};

const NETWORK_IS_KNOWN_FOR_MS = 30 * 24 * 3_600_000;
const BUSY_RETRY_AFTER_SECONDS = 2;

/**
 * Signs somebody in. No session starts without its audit row; a refusal that cannot be written down is a refusal all
 * the same. Rejects where the store of the accounts is away.
 */
export const signIn = (ports: Ports) => {
  const { limits } = ports;
  return async ({ given, from }: SignInRequest): Promise<SignInOutcome> => {
    const ofNetwork = await limits.take('sign-ins-per-network', from.network);
    if (!ofNetwork.ok) return { kind: 'too-many', retryAfterSeconds: ofNetwork.retryAfterSeconds };
    const { success, data: typed } = credentials.safeParse(given);
    if (!success) return refuse(ports, { from });

    const pair = `${emailKeyOf(typed.email)} ${from.network}`;
    const forgetPair = () => limits.forget('sign-ins-per-email-and-network', pair);
    const waitSeconds = await waitFor(ports, { typed, pair, network: from.network });
    if (waitSeconds > 0) return { kind: 'too-many', retryAfterSeconds: waitSeconds };

    // A try that was not looked at, because of us, is not held against anybody.
    const check = await ports.accounts.checkPassword(typed).catch(async (error: unknown) => {
      await forgetPair();
      throw error;
    });
    if (check.kind === 'wrong') return refuse(ports, { from, account: check.account });
    await forgetPair();
    if (check.kind === 'busy') return { kind: 'busy', retryAfterSeconds: BUSY_RETRY_AFTER_SECONDS };
    return admit(ports, { from, account: check.account });
  };
};

type Try = { typed: Credentials; pair: string; network: string };

/** How many seconds this address has to wait in this network; 0 where it may try. */
const waitFor = async ({ limits, accounts, now }: Ports, { typed, pair, network }: Try): Promise<number> => {
  const ofPair = await limits.take('sign-ins-per-email-and-network', pair);
  if (!ofPair.ok) return ofPair.retryAfterSeconds;
  const ofAddress = await limits.take('sign-ins-per-email', emailKeyOf(typed.email));
  if (ofAddress.ok) return 0;
  const at = new Date(now().getTime() - NETWORK_IS_KNOWN_FOR_MS);
  const isKnown = await accounts.hasSignedInFrom(network, { email: typed.email, at });
  return isKnown ? 0 : ofAddress.retryAfterSeconds;
};

type Person = { from: SignInRequest['from']; account?: Account };

const refuse = async (ports: Ports, person: Person): Promise<SignInOutcome> => {
  const entry = entryOf(ports, person, 'sign-in.failed');
  await ports.auditLog.record(entry, async () => true).catch(ports.onNotAudited);
  return { kind: 'refused' };
};

const admit = async (ports: Ports, person: Required<Person>): Promise<SignInOutcome> => {
  const { newSessionId, lifetime, now, sessions } = ports;
  const session = startSession({ id: newSessionId(), account: person.account }, lifetime, now());
  await sessions.start(session, entryOf(ports, person, 'sign-in.succeeded'));
  return { kind: 'signed-in', session };
};

/** What was typed is never kept, since people type their password into the wrong field. */
const entryOf = ({ now }: Ports, { from, account }: Person, action: AuditRecord['action']): AuditRecord => ({
  at: now(),
  actor: account?.email ?? 'unknown',
  action,
  subject: account ? subjectOf(account) : 'unknown',
  detail: { from: from.address, network: from.network },
});

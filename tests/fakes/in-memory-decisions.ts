import {
  type Accounts,
  type DecisionRecord,
  type Decisions,
  KEPT_REPEATS,
  type RepeatedSignUps,
  type WantedDecision,
} from '@/src/application/ports/decisions';
import { settleAgainstAccount, type Decision } from '@/src/domain/decision';
import { emailKeyOf } from '@/src/domain/email';
import type { RegistrationId } from '@/src/domain/registration';

/** Decisions and accounts by their contract, which they share with Postgres: tests/contracts/decisions.ts. */
export class InMemoryDecisions implements Decisions, Accounts {
  readonly decisions = new Map<RegistrationId, Decision>();
  readonly accounts = new Map<string, RegistrationId>();

  async record(wanted: Decision, registration: Parameters<Decisions['record']>[1]): Promise<DecisionRecord> {
    const standing = this.decisions.get(wanted.registrationId);
    if (standing) return { recorded: false, decision: standing };
    const key = emailKeyOf(registration.applicant.email);
    const decision = settleAgainstAccount(wanted, this.accounts.get(key));
    this.decisions.set(wanted.registrationId, decision);
    if (decision.outcome === 'approved') this.accounts.set(key, wanted.registrationId);
    return { recorded: true, decision };
  }

  async recordAll(wanted: readonly WantedDecision[]): Promise<DecisionRecord[]> {
    const records: DecisionRecord[] = [];
    for (const { decision, registration } of wanted) records.push(await this.record(decision, registration));
    return records;
  }

  async find(id: RegistrationId): Promise<Decision | undefined> {
    return this.decisions.get(id);
  }

  async findAll(ids: readonly RegistrationId[]): Promise<Map<RegistrationId, Decision>> {
    const found = ids.map((id) => this.decisions.get(id)).filter((decision) => decision !== undefined);
    return new Map(found.map((decision) => [decision.registrationId, decision]));
  }

  async *decidedBetween(after: Date, until: Date): AsyncIterable<Decision[]> {
    const made = [...this.decisions.values()].filter(
      ({ decidedAt }) => decidedAt > after && decidedAt <= until,
    );
    yield made.sort((one, other) => one.decidedAt.getTime() - other.decidedAt.getTime());
  }

  async repeatedSignUpsOf(ids: readonly RegistrationId[]): Promise<Map<RegistrationId, RepeatedSignUps>> {
    const repeats = new Map<RegistrationId, RepeatedSignUps>();
    for (const decision of this.decisions.values()) {
      if (decision.outcome !== 'duplicate' || !ids.includes(decision.duplicateOf)) continue;
      const { count, last } = repeats.get(decision.duplicateOf) ?? { count: 0, last: [] };
      const times = [...last, decision.times.submittedAt].sort((a, b) => +a - +b).slice(-KEPT_REPEATS);
      repeats.set(decision.duplicateOf, { count: count + 1, last: times });
    }
    return repeats;
  }

  async ownersOf(emailKeys: readonly string[]): Promise<Map<string, RegistrationId>> {
    return new Map([...this.accounts].filter(([key]) => emailKeys.includes(key)));
  }
}

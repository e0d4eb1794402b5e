import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { MailServerAway } from '@/src/application/ports/mail-server-away';
import type { MailOutcome } from '@/src/application/ports/mailer';
import { type Language, LANGUAGES } from '@/src/domain/language';
import { nextAttempt, type Notice, NOTICE_KINDS } from '@/src/domain/notice';
import type { Logger } from '../logging/logger';
import type { ComponentHealth } from '../retry/store-health';
import { inTransaction } from './in-transaction';
import { OUTBOX_CHANNEL } from './outbox';
import { OutboxBell } from './outbox-bell';
import { connectOutboxPool } from './outbox-relay';
import { workWhenRung } from './work-when-rung';

/** So many mails are on their way at once in a process. */
const AT_ONCE = 3;
const LOOK_EVERY_MS = 15_000;
const STOP_WITHIN_MS = 3_000;
const LONGEST_ANSWER = 500;

type Options = {
  databaseUrl: string;
  /** Rejects where nothing can be sent at all for now. */
  send: (notice: Notice) => Promise<MailOutcome>;
  logger: Logger;
  health: ComponentHealth;
  now: () => Date;
};

/**
 * Sends what events owe: each notice once, tried again until the mail server took it or refused it for good. Its row is
 * locked meanwhile, so that several processes share the work and what one that dies had begun is free at once. Only where
 * a process dies between the server's answer and the commit is a mail sent a second time, with the same Message-ID.
 */
export class NoticeRelay {
  readonly name = 'notices';
  readonly #pool: Pool;
  readonly #bell: OutboxBell;
  readonly #stop = new AbortController();
  #running: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: Options) {
    const { databaseUrl, logger } = options;
    this.#pool = connectOutboxPool(databaseUrl, AT_ONCE);
    this.#pool.on('error', (error) => logger.debug({ err: error }, 'a connection of the notices was lost'));
    this.#bell = new OutboxBell({ databaseUrl, channel: OUTBOX_CHANNEL, logger });
  }

  /** It begins whether Postgres and the mail server answer or not. */
  async start(): Promise<void> {
    const { health, logger } = this.options;
    this.#bell.start();
    this.#running = workWhenRung({
      bell: this.#bell,
      signal: this.#stop.signal,
      lookEveryMs: LOOK_EVERY_MS,
      work: () => this.#sendSome(),
      onFailed: (error, failures) => {
        const { store } = health.failed(error instanceof MailServerAway ? 'mail' : 'notices', error);
        if (failures === 0) logger.warn({ err: error, store }, 'notices wait');
      },
    });
  }

  /** Finishes what is on its way, for as long as it may take. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#bell.stop();
    const stopped = this.#running.then(() => this.#pool.end());
    await Promise.race([stopped, sleep(STOP_WITHIN_MS, undefined, { ref: false })]);
  }

  /** One, and several at once where there is one. */
  async #sendSome(): Promise<boolean> {
    if (!(await this.#sendOne())) return false;
    const sent = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => this.#sendOne()));
    const failed = sent.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
    return sent.some((one) => one.status === 'fulfilled' && one.value);
  }

  /** Answers whether there was one to be sent. */
  #sendOne(): Promise<boolean> {
    const { health, send, now } = this.options;
    return inTransaction(this.#pool, async (client) => {
      const { rows } = await client.query<NoticeRow>(DUE, [NOTICE_KINDS, now()]);
      health.recovered('notices');
      const [row] = rows;
      if (!row) return false;
      const outcome = await send(toNotice(row));
      health.recovered('mail');
      await this.#keep(client, row, outcome);
      return true;
    });
  }

  async #keep(client: PoolClient, row: NoticeRow, { kind, answer }: MailOutcome): Promise<void> {
    const { logger, now } = this.options;
    const [at, attempts, id] = [now(), row.attempts + 1, row.id];
    const again = kind === 'deferred' ? nextAttempt(row.createdAt, attempts, at) : undefined;
    const isDone = kind === 'accepted' || kind === 'filed';
    const column = isDone ? 'sent_at' : again ? 'due_at' : 'refused_at';
    if (column === 'refused_at') logger.warn({ notice: row.kind, id, answer }, 'a mail was refused for good');
    await client.query(
      `UPDATE notices SET ${column} = $1, attempts = $2, answer = $3, is_file = $4 WHERE id = $5`,
      [again ?? at, attempts, answer.slice(0, LONGEST_ANSWER), kind === 'filed', id],
    );
  }
}

type NoticeRow = {
  id: string;
  key: string;
  kind: Notice['kind'];
  accountId: string | null;
  name: string;
  email: string;
  language: string | null;
  reason: string | null;
  createdAt: Date;
  attempts: number;
};

/** What a newer version wrote, of a kind that is not known here, waits for one that knows it. */
const DUE = `
  SELECT id, key, kind, account_id AS "accountId", name, email, language, reason, created_at AS "createdAt", attempts
  FROM notices
  WHERE sent_at IS NULL AND refused_at IS NULL AND kind = ANY ($1::text[]) AND due_at <= $2
  ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`;

const toNotice = ({ key, kind, accountId, name, email, language, reason, createdAt }: NoticeRow): Notice => {
  const recipient = { name, email, language: languageOf(language) };
  const facts = { key, recipient, createdAt };
  return kind === 'rejected'
    ? { ...facts, kind, reason: reason ?? undefined }
    : // Both are written with their account.
      { ...facts, kind, accountId: accountId! };
};

/** English where it is unknown, as it is for a page. */
const languageOf = (text: string | null): Language => LANGUAGES.find((known) => known === text) ?? 'en';

import type { Client, estypes } from '@elastic/elasticsearch';
import type {
  RecordedState,
  RecordPosition,
  RegistrationRecords,
  Undecided,
} from '@/src/application/ports/registration-records';
import type { Decision } from '@/src/domain/decision';
import { toRegistrationId, type QueuedRegistration, type RegistrationId } from '@/src/domain/registration';
import { failpoint } from '../failpoints/failpoint';
import { bulkWrite, type Write } from './bulk-write';
import { positionOf } from './record-position';
import {
  decidedDocument,
  queuedDocument,
  queuedRegistrationOf,
  VERSIONS,
  type RegistrationDocument,
} from './registration-document';
import { REGISTRATIONS } from './registrations-index';
import { scan } from './scan';

type Versioned = { document: RegistrationDocument; version: number };

const REPEATED_SIGN_UPS = 10;

/** The record in Elasticsearch: one bulk for a batch, external versions, and a conflict means it is already there. */
export class ElasticsearchRegistrationRecords implements RegistrationRecords {
  /** `index` is the alias, or an index that is being rebuilt behind it. */
  constructor(
    private readonly client: Client,
    private readonly index: string = REGISTRATIONS,
  ) {}

  async saveQueued(registrations: readonly QueuedRegistration[]): Promise<void> {
    const version = VERSIONS.submitted;
    const writes = registrations.map((registration) => ({ document: queuedDocument(registration), version }));
    const late = await this.#bulk(writes);
    failpoint('after-es-bulk');
    await this.#completeDecided(writes.filter(({ document }) => late.has(document.registrationId)));
  }

  async saveDecided(decisions: readonly Decision[]): Promise<void> {
    const known = await this.#read(decisions.map(({ registrationId }) => registrationId));
    const alone = decisions.filter(({ registrationId }) => !known.has(registrationId));
    for (const [id, document] of await this.#read(await this.#createAlone(alone))) known.set(id, document);
    await this.#bulk(
      decisions.flatMap((decision) => {
        const document = known.get(decision.registrationId);
        return document ? [{ document: decidedDocument(decision, document), version: VERSIONS.decided }] : [];
      }),
    );
  }

  position(): Promise<RecordPosition | undefined> {
    return positionOf(this.client, this.index);
  }

  async *undecided({ after }: { after?: number } = {}): AsyncIterable<Undecided[]> {
    const filter: estypes.QueryDslQueryContainer[] = [{ term: { status: 'submitted' } }];
    // The first write has the number 0.
    if (after !== undefined) filter.push({ range: { _seq_no: { gte: after } } });
    for await (const page of scan(this.client, { index: this.index, query: { bool: { filter } } })) {
      yield page.flatMap(({ document, seqNo }) => {
        const registration = queuedRegistrationOf(document);
        return registration ? [{ registration, writes: seqNo + 1 }] : [];
      });
    }
  }

  async statesOf(ids: readonly RegistrationId[]): Promise<Map<RegistrationId, RecordedState>> {
    const documents = await this.#read(ids);
    return new Map(
      ids.flatMap((id) => {
        const document = documents.get(id);
        return document ? [[id, { status: document.status, complete: document.email !== undefined }]] : [];
      }),
    );
  }

  async findQueued(ids: readonly RegistrationId[]): Promise<QueuedRegistration[]> {
    const documents = await this.#read(ids);
    return [...documents.values()].flatMap((document) => queuedRegistrationOf(document) ?? []);
  }

  async repeatedSignUpsOf(id: RegistrationId): Promise<QueuedRegistration[]> {
    const { hits } = await this.client.search<RegistrationDocument>({
      index: this.index,
      query: { term: { duplicateOf: id } },
      sort: [{ submittedAt: 'desc' }],
      size: REPEATED_SIGN_UPS,
      track_total_hits: false,
    });
    return hits.hits.flatMap(({ _source }) => queuedRegistrationOf(_source) ?? []);
  }

  async *idPages(): AsyncIterable<RegistrationId[]> {
    for await (const page of scan(this.client, { index: this.index, query: { match_all: {} } })) {
      yield page.flatMap(({ document }) => toRegistrationId(document.registrationId) ?? []);
    }
  }

  async count(): Promise<number> {
    await this.client.indices.refresh({ index: this.index });
    return (await this.client.count({ index: this.index })).count;
  }

  async timesOf(id: RegistrationId): Promise<{ submittedAt: Date; queuedAt: Date } | undefined> {
    const document = (await this.#read([id])).get(id);
    if (!document) return undefined;
    return { submittedAt: new Date(document.submittedAt), queuedAt: new Date(document.queuedAt) };
  }

  /**
   * Writes decisions whose sign-up is not recorded yet, and answers those whose sign-up has come since it was looked for.
   * Only a creation is certain to overwrite nothing: an external version would replace the applicant. What is created
   * has version 1, so the late sign-up conflicts with it and completes it.
   */
  async #createAlone(decisions: readonly Decision[]): Promise<string[]> {
    const creations = decisions.map((decision) => ({
      action: { create: { _id: decision.registrationId } },
      document: decidedDocument(decision),
    }));
    return [...(await this.#bulkWrite(creations))];
  }

  /**
   * A decision can be recorded before its sign-up (after an outage, or when the log is read again). It then stands
   * alone, and the late sign-up adds the applicant to it without touching the decision.
   */
  async #completeDecided(late: readonly Versioned[]): Promise<void> {
    const known = await this.#read(late.map(({ document }) => document.registrationId));
    const incomplete = late.flatMap(({ document }) => {
      const decided = known.get(document.registrationId);
      if (!decided?.decidedAt || decided.email) return [];
      return [{ document: { ...document, ...decided }, version: VERSIONS.decided }];
    });
    await this.#bulk(incomplete, 'external_gte');
  }

  async #read(ids: readonly string[]): Promise<Map<string, RegistrationDocument>> {
    if (ids.length === 0) return new Map();
    const { docs } = await this.client.mget<RegistrationDocument>({ index: this.index, ids: [...ids] });
    const found = new Map<string, RegistrationDocument>();
    for (const answer of docs) {
      if ('error' in answer)
        throw new Error(`Elasticsearch could not read ${answer._id}: ${answer.error.type}`);
      if (answer.found && answer._source) found.set(answer._id, answer._source);
    }
    return found;
  }

  /** Writes them all and answers the ids that were already there in this version or a later one. */
  #bulk(
    writes: readonly Versioned[],
    versionType: 'external' | 'external_gte' = 'external',
  ): Promise<Set<string>> {
    return this.#bulkWrite(
      writes.map(({ document, version }) => ({
        action: { index: { _id: document.registrationId, version, version_type: versionType } },
        document,
      })),
    );
  }

  #bulkWrite(writes: readonly Write[]): Promise<Set<string>> {
    return bulkWrite({ client: this.client, index: this.index }, writes);
  }
}

import type { Client } from '@elastic/elasticsearch';
import type { RecordsRebuild, RegistrationRecords } from '@/src/application/ports/registration-records';
import { ElasticsearchRegistrationRecords } from './elasticsearch-registration-records';
import { createIndex, REGISTRATIONS } from './registrations-index';

/** The index that the last rebuild replaced. */
export const PREVIOUS = `${REGISTRATIONS}-previous`;

/** A new index behind the alias, which moves in one step. */
export class ElasticsearchRecordsRebuild implements RecordsRebuild {
  #index: string | undefined;

  constructor(
    private readonly client: Client,
    private readonly now: () => Date,
  ) {}

  async begin(): Promise<RegistrationRecords> {
    this.#index = `${REGISTRATIONS}-${this.now().getTime()}`;
    await createIndex(this.client, this.#index);
    return new ElasticsearchRegistrationRecords(this.client, this.#index);
  }

  async swap(): Promise<void> {
    const index = this.#begun();
    const [inUse, kept] = [await this.#behind(REGISTRATIONS), await this.#behind(PREVIOUS)];
    await this.client.indices.updateAliases({
      actions: [
        ...kept.filter((name) => !inUse.includes(name)).map((name) => ({ remove_index: { index: name } })),
        ...inUse.flatMap(fromUse),
        intoUse(index),
      ],
    });
  }

  async goBack(): Promise<boolean> {
    const [inUse, kept] = [await this.#behind(REGISTRATIONS), await this.#behind(PREVIOUS)];
    const [index] = kept;
    if (index === undefined) return false;
    await this.client.indices.updateAliases({
      actions: [{ remove: { index, alias: PREVIOUS } }, ...inUse.flatMap(fromUse), intoUse(index)],
    });
    return true;
  }

  async abandon(): Promise<void> {
    await this.client.indices.delete({ index: this.#begun() });
  }

  async #behind(alias: string): Promise<string[]> {
    const answer = await this.client.indices.getAlias({ name: alias }, { ignore: [404] });
    return 'error' in answer ? [] : Object.keys(answer);
  }

  #begun(): string {
    if (!this.#index) throw new Error('no rebuild was begun');
    return this.#index;
  }
}

const fromUse = (index: string) => [
  { remove: { index, alias: REGISTRATIONS } },
  { add: { index, alias: PREVIOUS } },
];

const intoUse = (index: string) => ({ add: { index, alias: REGISTRATIONS, is_write_index: true } });

import type { Client } from '@elastic/elasticsearch';
import type { RecordsRebuild, RegistrationRecords } from '@/src/application/ports/registration-records';
import { ElasticsearchRegistrationRecords } from './elasticsearch-registration-records';
import { createIndex, REGISTRATIONS } from './registrations-index';

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
    const old = Object.keys(await this.client.indices.getAlias({ name: REGISTRATIONS }));
    await this.client.indices.updateAliases({
      actions: [
        ...old.map((name) => ({ remove_index: { index: name } })),
        { add: { index, alias: REGISTRATIONS, is_write_index: true } },
      ],
    });
  }

  async abandon(): Promise<void> {
    await this.client.indices.delete({ index: this.#begun() });
  }

  #begun(): string {
    if (!this.#index) throw new Error('no rebuild was begun');
    return this.#index;
  }
}

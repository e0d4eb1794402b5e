import type { BadEnds, Company, DeliveryAttempts } from '@/src/application/ports/delivery-attempts';

/** Bad ends that live as long as the test. `open`: what is worked on now, or was when its process died. */
export class InMemoryDeliveryAttempts implements DeliveryAttempts {
  readonly open = new Map<string, Company>();
  readonly #ends = new Map<string, BadEnds>();

  async badEnds(messageIds: readonly string[]): Promise<BadEnds[]> {
    return messageIds.map((id) => ({ ...this.#of(id) }));
  }

  async begin(messageIds: readonly string[], company: Company): Promise<void> {
    for (const id of messageIds) this.open.set(id, company);
  }

  async takeBack(messageIds: readonly string[]): Promise<void> {
    for (const id of messageIds) this.open.delete(id);
  }

  async failed(messageIds: readonly string[], company: Company): Promise<void> {
    await this.takeBack(messageIds);
    for (const id of messageIds) {
      const ends = this.#of(id);
      this.#ends.set(id, { ...ends, [company]: ends[company] + 1 });
    }
  }

  async settle(messageIds: readonly string[]): Promise<void> {
    await this.takeBack(messageIds);
    for (const id of messageIds) this.#ends.delete(id);
  }

  #of(id: string): BadEnds {
    return this.#ends.get(id) ?? { together: 0, alone: 0 };
  }
}

import type { DeliveryAttempts } from '@/src/application/ports/delivery-attempts';

/** Counts of attempts that live as long as the test. */
export class InMemoryDeliveryAttempts implements DeliveryAttempts {
  readonly begun = new Map<string, number>();

  async counts(messageIds: readonly string[]): Promise<number[]> {
    return messageIds.map((id) => this.begun.get(id) ?? 0);
  }

  async begin(messageIds: readonly string[]): Promise<void> {
    for (const id of messageIds) this.begun.set(id, (this.begun.get(id) ?? 0) + 1);
  }

  async settle(messageIds: readonly string[]): Promise<void> {
    for (const id of messageIds) this.begun.delete(id);
  }
}

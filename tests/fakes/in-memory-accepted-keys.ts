import type { AcceptedKeys } from '@/src/application/ports/accepted-keys';
import type { RegistrationId } from '@/src/domain/registration';

/** The keys of accepted sign-ups; `away` is a store that knows and remembers nothing. */
export class InMemoryAcceptedKeys implements AcceptedKeys {
  readonly known = new Map<string, RegistrationId>();
  away = false;

  async registrationOf(keyTag: string): Promise<RegistrationId | undefined> {
    return this.away ? undefined : this.known.get(keyTag);
  }

  async remember(keyTag: string, id: RegistrationId): Promise<void> {
    if (!this.away && !this.known.has(keyTag)) this.known.set(keyTag, id);
  }
}

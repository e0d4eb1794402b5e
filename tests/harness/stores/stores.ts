import { openStoreClients, type StoreClients } from '../../invariants/store-clients';
import { readServices } from '../product';

/** The stores themselves, opened with the addresses of services.json as any outsider would. */
export type Stores = StoreClients;

export const openStores = (): Stores => openStoreClients(readServices());

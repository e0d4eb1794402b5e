import { InMemoryPendingRegistrations } from '../fakes/in-memory-pending-registrations';
import { pendingRegistrationsContract } from './pending-registrations';

pendingRegistrationsContract('the fake', async () => new InMemoryPendingRegistrations());

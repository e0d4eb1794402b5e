import { pendingRegistrationsContract } from './pending-registrations';
import { InMemoryPendingRegistrations } from '../fakes/in-memory-pending-registrations';

pendingRegistrationsContract('the fake', async () => new InMemoryPendingRegistrations());

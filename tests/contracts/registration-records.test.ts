import type { RegistrationId } from '@/src/domain/registration';
import { InMemoryRegistrationRecords } from '../fakes/in-memory-registration-records';
import { registrationRecordsContract } from './registration-records';

registrationRecordsContract('the fake', async () => {
  const records = new InMemoryRegistrationRecords();
  const look = async (id: string) => {
    const known = records.known.get(id as RegistrationId);
    if (!known) return undefined;
    const status = known.decision?.outcome ?? 'submitted';
    return { status, name: known.queued?.applicant.name };
  };
  return { records, look };
});

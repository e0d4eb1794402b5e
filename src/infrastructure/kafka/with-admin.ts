import type { Admin, Kafka } from 'kafkajs';

/**
 * Works with an admin client of its own and disconnects it whatever happens. None is kept: one whose broker hung while it
 * connected would be of no use ever after (see RenewedProducer).
 */
export const withAdmin = async <T>(kafka: Kafka, work: (admin: Admin) => Promise<T>): Promise<T> => {
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
};

import type { Admin } from 'kafkajs';
import type { Backlog } from './facts';
import { queueDepth, type StoreClients } from './store-clients';

const SUBMISSIONS = { groupId: 'orchestrator', topic: 'registrations.submitted' };
const DECISIONS = { groupId: 'orchestrator-decisions', topic: 'registrations.decided' };

/**
 * What is still on its way. It is read in the order of the flow, so that nothing can move on unseen from a place that
 * was read to one that was not: where all is zero and nobody adds anything, all of it has arrived.
 */
export const readBacklog = async (clients: StoreClients): Promise<Backlog> => {
  const { kafka, postgres } = clients;
  const admin = kafka.admin();
  await admin.connect();
  try {
    const submissions = await lagOf(admin, SUBMISSIONS);
    const queued = await queueDepth(clients, 'registrations.review');
    const { rows } = await postgres.query<{ count: string }>('SELECT count(*) FROM outbox');
    const decisions = await lagOf(admin, DECISIONS);
    return {
      lag: { [SUBMISSIONS.groupId]: submissions, [DECISIONS.groupId]: decisions },
      queued,
      outbox: Number(rows[0]?.count),
    };
  } finally {
    await admin.disconnect();
  }
};

const lagOf = async (admin: Admin, { groupId, topic }: typeof SUBMISSIONS): Promise<number> => {
  const [answer] = await admin.fetchOffsets({ groupId, topics: [topic] });
  const committed = new Map(answer?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
  let lag = 0;
  for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
    lag += Number(high) - Math.max(Number(low), committed.get(partition) ?? 0);
  }
  return lag;
};

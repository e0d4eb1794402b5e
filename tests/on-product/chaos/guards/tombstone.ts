import type { Guard } from './guard';

/**
 * The mq-consumer crashes between Redis and the acknowledgement, and what is pending by then is decided before it is back.
 * What is then delivered again must stay decided.
 */
export const tombstone: Guard = {
  name: 'tombstone',
  what: 'tombstone in Redis, and the look-up of decisions for each batch',
  breaks: ['I5', 'I1'],
  patched: {
    app: 'mq-consumer',
    patches: [
      {
        file: 'src/infrastructure/redis/scripts.ts',
        find: "  if redis.call('EXISTS', tombstone) == 1 then return {'already-decided'} end\n",
        replace: '',
      },
      {
        file: 'src/application/routing/admit-registrations.ts',
        find: 'decisions.findAll(queued.map(({ id }) => id))',
        replace: 'decisions.findAll([])',
      },
    ],
  },
  scenario: async (run) => {
    await run.start('web', 'orchestrator');
    await run.signUp(12);
    await run.untilRouted();
    await run.startAndCrash('mq-consumer', 'before-ack');
    await run.decide('reject');
    await run.start('mq-consumer');
    await run.untilIdle();
  },
};

import type { Guard } from './guard';

/** ActiveMQ is killed while registrations wait on the queue. */
export const persistentMessages: Guard = {
  name: 'persistent',
  what: '`persistent: true` on every SEND',
  breaks: ['I1'],
  patched: {
    app: 'orchestrator',
    patches: [
      {
        file: 'src/infrastructure/activemq/activemq-review-queue.ts',
        find: "persistent: 'true'",
        replace: "persistent: 'false'",
      },
    ],
  },
  scenario: async (run) => {
    const { servers } = run;
    await run.start('web', 'orchestrator');
    await run.signUp(12);
    await run.untilRouted();
    await servers.server('activemq').kill();
    await servers.server('activemq').start();
    await run.start('mq-consumer');
    await run.untilIdle();
  },
};

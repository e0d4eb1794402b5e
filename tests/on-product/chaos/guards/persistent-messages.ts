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
  play: async (scene) => {
    const { servers } = scene;
    await scene.start('web', 'orchestrator');
    await scene.signUp(12);
    await scene.untilRouted();
    await servers.server('activemq').kill();
    await servers.server('activemq').start();
    await scene.start('mq-consumer');
    await scene.rest();
  },
};

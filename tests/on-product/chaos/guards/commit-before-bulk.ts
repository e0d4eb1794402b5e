import type { Guard } from './guard';

/** The orchestrator is killed while Elasticsearch is away, with a batch that is on the queue and not yet recorded. */
export const commitBeforeBulk: Guard = {
  name: 'commit-last',
  what: 'the offset is committed after the bulk, not before it',
  breaks: ['I6'],
  patched: {
    app: 'orchestrator',
    patches: [
      {
        file: 'src/infrastructure/kafka/kafka-topic-consumer.ts',
        find: '      await this.#process(messages, partition, this.#retryDuring(payload, attempt));',
        replace:
          '      await this.#commit(payload, messages.at(-1)!);\n      await this.#process(messages, partition, this.#retryDuring(payload, attempt));',
      },
    ],
  },
  scenario: async (run) => {
    const { servers } = run;
    await run.start('web', 'orchestrator', 'mq-consumer');
    await servers.server('elasticsearch').kill();
    await run.signUp(12);
    await run.untilPending(1);
    await run.app('orchestrator').stop('SIGKILL');
    await servers.server('elasticsearch').start();
    await run.start('orchestrator');
    await run.untilIdle();
  },
};

/** The three processes of the product, in the order in which they are stopped: nothing new comes in, then the rest. */
export const appNames = ['web', 'orchestrator', 'mq-consumer'] as const;
export type AppName = (typeof appNames)[number];

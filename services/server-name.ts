/** The five servers, in the order in which they are shown. */
export const serverNames = ['kafka', 'activemq', 'elasticsearch', 'redis', 'postgres'] as const;
export type ServerName = (typeof serverNames)[number];

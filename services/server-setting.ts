import type { Secrets } from './secrets';

/** What a server of ours is given to start with. */
export type ServerSetting = {
  /** Its own folder in the home: data, log, pid file. */
  folder: string;
  /** The Java program; empty for servers that need none. */
  java: string;
  ports: Record<string, number>;
  secrets: Secrets;
};

/** A port by name; asking for one that was not handed out is a mistake of ours. */
export const portOf = (ports: Record<string, number>, name: string): number => {
  const port = ports[name];
  if (port === undefined) throw new Error(`no port named ${name} was handed out`);
  return port;
};

/** The options all three Java servers share: a fixed heap and the collector with the smallest footprint. */
export const jvmOptions = (heapMiB: number): string[] => [
  `-Xms${heapMiB}m`,
  `-Xmx${heapMiB}m`,
  '-XX:+UseSerialGC',
  '-XX:+ExitOnOutOfMemoryError',
  '-Djava.awt.headless=true',
];

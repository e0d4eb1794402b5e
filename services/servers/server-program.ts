import path from 'node:path';
import type { Secrets } from '../home/secrets';
import type { Program } from '../processes/program';

/** The five servers, in the order in which they are shown. */
export const SERVER_NAMES = ['kafka', 'activemq', 'elasticsearch', 'redis', 'postgres'] as const;
export type ServerName = (typeof SERVER_NAMES)[number];

/** A Java: its program, and what it says of its version and build. */
export type Java = { file: string; build: string };

/** What a server of ours is given to start with. */
export type ServerSetting = {
  /** Its own folder in the home: data, log, pid file. */
  folder: string;
  /** What the Java servers run on. */
  java: Java;
  ports: Record<string, number>;
  secrets: Secrets;
};

type OwnParts = Pick<Program, 'title' | 'prepare' | 'probe'> &
  Partial<
    Pick<Program, 'readyTimeoutMs' | 'stopSignal' | 'stopTimeoutMs' | 'transientFailure' | 'prepareNextStart'>
  >;

/**
 * A server as a program: pid file and log are in its own folder, it may take 60 s to be ready and 20 s to stop after
 * SIGTERM, unless it says otherwise.
 */
export const serverProgram = ({ folder, ports }: ServerSetting, own: OwnParts): Program => ({
  pidFile: serverPidFile(folder),
  logFile: path.join(folder, 'server.log'),
  ports,
  readyTimeoutMs: 60_000,
  stopSignal: 'SIGTERM',
  stopTimeoutMs: 20_000,
  ...own,
});

/** Where a server that has this folder keeps its pid. */
export const serverPidFile = (folder: string): string => path.join(folder, 'server.pid');

/** The options all three Java servers share: a fixed heap and the collector with the smallest footprint. */
export const jvmOptions = (heapMiB: number): string[] => [
  `-Xms${heapMiB}m`,
  `-Xmx${heapMiB}m`,
  '-XX:+UseSerialGC',
  '-XX:+ExitOnOutOfMemoryError',
  '-Djava.awt.headless=true',
];

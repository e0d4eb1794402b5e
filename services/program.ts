import type { Command } from './command';

/** A long-running program as the supervisor sees it: how to start it, how to know that it works, how to end it. */
export type Program = {
  /** For people: "Kafka", "web". */
  title: string;
  pidFile: string;
  logFile: string;
  /** The loopback ports it listens on, by name; each must be free before the start. */
  ports: Record<string, number>;
  /** Brings files into shape and gives the command; called before every start. */
  prepare: (signal: AbortSignal) => Promise<Command>;
  /** Resolves when the program answers in its own protocol, rejects while it does not. */
  probe: () => Promise<void>;
  readyTimeoutMs: number;
  stopSignal: NodeJS.Signals;
  stopTimeoutMs: number;
  /** A log line of a failed start that passes by itself, such as a lock of a process that is about to go. */
  transientFailure?: RegExp;
};

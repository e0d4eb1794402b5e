/** A store that fails one component at the moment, and its last words. `store` is the server's name. */
export type StoreProblem = {
  component: string;
  store: string;
  detail: string;
  /** Something waits behind the store, and the component has finished nothing of it for 30 s. */
  standsStill?: boolean;
};

/** Signs of life of the workers, for the readiness report. Each call rejects where they cannot be told or read. */
export type Heartbeats = {
  /** To be repeated well within 15 s: a process that has not beaten for so long counts as gone. */
  beat(worker: string, instance: string, state: { problems: readonly StoreProblem[] }): Promise<void>;
  /** Ends the beat at once, as a clean stop should. */
  end(worker: string, instance: string): Promise<void>;
  /** Each process of this worker that beats, with its problems; empty when the worker is gone. */
  alive(worker: string): Promise<{ problems: StoreProblem[] }[]>;
};

/** One thing the product cannot work without, and whether it does its work. `detail` is one plain sentence: why not, or a remark. */
type ReadinessCheck = { name: string; ok: boolean; detail?: string };

/** Asks a server or a worker, within a deadline of its own (2.5 s); never rejects. */
export type Probe = { name: string; check(): Promise<ReadinessCheck> };

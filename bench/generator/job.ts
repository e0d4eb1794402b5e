/** How sign-ups are sent. Nothing of the warm-up is counted. */
export type Load = { warmUpMs: number; durationMs: number; connections: number } & (
  | { kind: 'closed' }
  /** Constant arrival: one is due each 1/rate seconds, whatever became of those before. */
  | { kind: 'open'; ratePerSecond: number }
);

/** What one run of the generator is asked for. */
export type GeneratorJob = {
  /** Address that takes the POSTs. */
  url: string;
  load: Load;
  /** A file to which a line is added for each 202 (`Accepted` of tests/invariants), for arms whose stores are checked. */
  ledgerFile?: string;
  /** Follows the reviewers' event stream meanwhile, with this session. */
  watch?: { origin: string; cookie: string };
};

export type Latency = { p50: number; p99: number; max: number };

export type GeneratorReport = {
  /** Epoch ms at which the first sign-up was due. */
  startedAt: number;
  /** Sign-ups answered 202 in the measured window, and for one second of it. */
  accepted: number;
  perSecond: number;
  /** The same with the warm-up. */
  acceptedInAll: number;
  /** What was answered instead of a 202, or why nothing was, and how often. */
  refused: Map<string, number>;
  /** In ms: from the scheduled start in an open loop, from the sending in a closed one. */
  latency: Latency;
  /** CPU of the generator, in cores. */
  cpuCores: number;
  /** How long after its 202 a registration was told to the reviewers (ms), and how many never were. */
  visible?: Latency & { missing: number };
};

/** One thing the product cannot work without, and whether it answered. `detail` is one plain sentence. */
export type ReadinessCheck = { name: string; ok: boolean; detail?: string };

/** Asks a server or a worker, within a deadline of its own; never throws. */
export type Probe = { name: string; check(): Promise<ReadinessCheck> };

/** Signs of life of the workers, for the readiness report. A worker that has not beaten for 15 s counts as gone. */
export type Heartbeats = {
  /** To be repeated well within 15 s; `troubles` names the stores that refuse at the moment, with their words. */
  beat(worker: string, instance: string, state: { troubles: Record<string, string> }): Promise<void>;
  /** Ends the beat at once, as a clean stop should. */
  end(worker: string, instance: string): Promise<void>;
  /** Each process of this worker that beats. */
  alive(worker: string): Promise<{ troubles: Record<string, string> }[]>;
};

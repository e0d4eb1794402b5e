/** What the server around Next needs of the composition: what the form shows, the streams to end, the connections to close. */
export type WebProcess = {
  stamps: { stamp(shownAt: Date): string };
  signUpsAreOpen(): Promise<boolean>;
  openStreams: Set<() => void>;
  close(): Promise<unknown>;
};

const PROCESS_WIDE = Symbol.for('portaria.web');
const holder = globalThis as { [PROCESS_WIDE]?: WebProcess };

/**
 * The one composition of this process, once a page or handler has asked for it. Next evaluates a module once for each
 * bundle, so it hangs on the process itself, where the server's shutdown finds it too.
 */
export const composedWeb = (): WebProcess | undefined => holder[PROCESS_WIDE];

/** The one composition of this process, made by whoever asks first. */
export const composeOnce = <Web extends WebProcess>(compose: () => Web): Web => {
  holder[PROCESS_WIDE] ??= compose();
  return holder[PROCESS_WIDE] as Web;
};

const HEARTBEAT_MS = 15_000;

/** So much may wait for a reader that does not read; more, and its stream ends. */
export const QUEUE_BYTES = 64 * 1024;

/** What a stream may do: send one message, or end itself. Both do nothing once it has ended. */
export type EventSink = { send(message: object): void; end(): void };

/** Begins sending, and answers how to stop. */
export type OpenEvents = (sink: EventSink) => () => void;

/**
 * A body of server-sent events (WHATWG HTML, section 9.2). What `open` began is stopped, and `onEnd` called, exactly once,
 * however it goes: the visitor leaves, even before the first byte (`signal`), or does not read, or the stream is ended.
 */
export class SseBody {
  readonly stream: ReadableStream<Uint8Array>;
  readonly #encoder = new TextEncoder();
  #controller!: ReadableStreamDefaultController<Uint8Array>;
  #heartbeat: NodeJS.Timeout | undefined;
  #waited = false;
  #ended = false;
  #stop = (): void => {};

  constructor(
    private readonly signal: AbortSignal,
    open: OpenEvents,
    private readonly onEnd: () => void,
  ) {
    const source = {
      start: (controller: ReadableStreamDefaultController<Uint8Array>) =>
        void (this.#controller = controller),
      cancel: () => void this.#release(),
    };
    this.stream = new ReadableStream(source, new ByteLengthQueuingStrategy({ highWaterMark: QUEUE_BYTES }));
    if (signal.aborted) this.end();
    else this.#begin(open);
  }

  readonly end = (): void => {
    if (this.#release()) this.#controller.close();
  };

  #begin(open: OpenEvents): void {
    this.signal.addEventListener('abort', this.end);
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS);
    this.#write('retry: 2000\n\n');
    const send = (message: object): void => this.#write(`data: ${JSON.stringify(message)}\n\n`);
    try {
      this.#stop = open({ send, end: this.end });
    } catch (error) {
      this.end();
      throw error;
    }
    // It may have ended while it opened.
    if (this.#ended) this.#stop();
  }

  /** What waits at a heartbeat and still at the next one has nobody who reads it. */
  #beat(): void {
    const waits = this.#room < QUEUE_BYTES;
    if (waits && this.#waited) return this.#giveUp();
    this.#waited = waits;
    this.#write(': still here\n\n');
  }

  #write(text: string): void {
    if (this.#ended) return;
    this.#controller.enqueue(this.#encoder.encode(text));
    if (this.#room <= 0) this.#giveUp();
  }

  /** An error, unlike a close, also drops what waits. */
  #giveUp(): void {
    if (this.#release()) this.#controller.error(new DOMException('The reader does not read', 'AbortError'));
  }

  get #room(): number {
    return this.#controller.desiredSize ?? 0;
  }

  /** Answers whether it was the first to end it. */
  #release(): boolean {
    if (this.#ended) return false;
    this.#ended = true;
    clearInterval(this.#heartbeat);
    this.signal.removeEventListener('abort', this.end);
    this.#stop();
    this.onEnd();
    return true;
  }
}

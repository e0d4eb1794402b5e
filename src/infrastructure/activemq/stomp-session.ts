import stompit, { type Client, type connect } from 'stompit';
import { StoreUnavailable } from '@/src/application/ports/store-unavailable';

const HEARTBEAT_MS = 10_000;

/** stompit's default margin of 100 ms takes a busy event loop for a dead broker. */
const HEARTBEAT_MARGIN_MS = 3_000;

const CONNECTED_TIMEOUT_MS = 5_000;
const RECEIPT_TIMEOUT_MS = 10_000;
/** A broker that hangs must not keep a process from stopping in time; without its receipt, messages come again. */
const GOODBYE_TIMEOUT_MS = 2_000;

export type StompFrame = { command: 'SEND' | 'ACK' | 'NACK'; headers: Record<string, string>; body?: string };
type Confirm = { onReceipt(): void; onError(error: Error): void };
export type StompMessage = { headers: Record<string, string | undefined>; body: string };

/**
 * One STOMP 1.2 connection to the broker. Only a receipt counts as an acknowledgement, and stompit reports neither a
 * silent server nor every lost connection, so this session keeps its own timers: whatever is unanswered in time ends
 * the session, and everything that waits on it is rejected.
 */
export class StompSession {
  #ended = false;
  #nextTransaction = 1;
  readonly #onEnd = new Set<(error: Error) => void>();

  private constructor(private readonly client: Client) {
    client.on('error', (error: Error) => this.#end(asUnavailable(error)));
    client.on('end', () => this.#end(new StoreUnavailable('the broker closed the connection')));
    client
      .getTransportSocket()
      .on('close', () => this.#end(new StoreUnavailable('the connection to ActiveMQ was lost')));
  }

  /** Connects and signs in, within 5 s; `url` is `stomp://user:password@host:port`. */
  static open(url: string): Promise<StompSession> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const error = new StoreUnavailable(`ActiveMQ did not answer in ${CONNECTED_TIMEOUT_MS} ms`);
        client.destroy(error);
        reject(error);
      }, CONNECTED_TIMEOUT_MS);
      const client = stompit.connect(stompOptions(url, CONNECTED_TIMEOUT_MS), (error, connected) => {
        clearTimeout(timer);
        if (error) reject(asUnavailable(error));
        else resolve(new StompSession(connected));
      });
      // stompit removes its own listener after the first error; a second one must not end the process.
      client.on('error', (error: Error) => reject(asUnavailable(error)));
    });
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Calls back once when the session has ended, with why. */
  onEnd(listener: (error: Error) => void): void {
    this.#onEnd.add(listener);
  }

  /** Sends the frames in one broker transaction; resolves once the broker confirmed the commit. */
  async transaction(frames: readonly StompFrame[]): Promise<void> {
    const transaction = `t${this.#nextTransaction++}`;
    await this.#confirmed((confirm) => {
      this.client.sendFrame('BEGIN', { transaction }).end();
      for (const { command, headers, body } of frames) {
        this.#send({ command, headers: { ...headers, transaction }, body });
      }
      this.client.sendFrame('COMMIT', { transaction }, confirm).end();
    });
  }

  /** Sends one frame outside of any transaction; resolves once the broker confirmed it. */
  async request(frame: StompFrame): Promise<void> {
    await this.#confirmed((confirm) => this.#send(frame, confirm));
  }

  /**
   * Sends the frames without waiting: for acknowledgements, which a lost connection repeats anyway. Not in a transaction: the
   * broker keeps a list of each message that was acknowledged in one, for as long as the connection lives, and searches all of
   * it at each commit (ActiveMQ Classic, StompSubscription.onStompCommit). After 10,000 it takes a second for thirty.
   */
  send(frames: readonly StompFrame[]): void {
    for (const frame of frames) this.#send(frame);
  }

  /** Subscribes with one acknowledgement for each message. */
  subscribe(destination: string, prefetch: number, onMessage: (message: StompMessage) => void): void {
    const ack = 'client-individual';
    this.listen({ destination, ack, 'activemq.prefetchSize': String(prefetch) }, onMessage);
  }

  /** Subscribes with any headers; every body is read, or the stream would block. Answers how to unsubscribe. */
  listen(headers: Record<string, string>, onMessage: (message: StompMessage) => void): () => void {
    const subscription = this.client.subscribe({ ...headers }, (error, message) => {
      if (error) return this.#end(error);
      message.readString('utf8', (readError, body) => {
        if (readError) return this.#end(readError);
        // The published types leave the headers of an incoming frame out.
        const { headers: received } = message as typeof message & Pick<StompMessage, 'headers'>;
        onMessage({ headers: received, body: body ?? '' });
      });
    });
    return () => subscription.unsubscribe();
  }

  /** Says goodbye and waits for the broker's receipt, so that acknowledgements on the way are not cut off. */
  async close(): Promise<void> {
    if (this.#ended) return;
    await this.#confirmed((confirm) => {
      this.client.sendFrame('DISCONNECT', {}, confirm).end();
    }, GOODBYE_TIMEOUT_MS).catch(() => undefined);
    this.destroy(new StoreUnavailable('the session was closed'));
  }

  destroy(error: Error): void {
    this.client.destroy(error);
    this.#end(error);
  }

  #send({ command, headers, body }: StompFrame, confirm?: Confirm): void {
    // A fresh object for each frame: stompit adds its own headers to the one it is given.
    const frame = this.client.sendFrame(command, { ...headers, ...(body && sizeOf(body)) }, confirm);
    if (body === undefined) frame.end();
    else frame.end(body);
  }

  #confirmed(send: (confirm: Confirm) => void, timeoutMs = RECEIPT_TIMEOUT_MS): Promise<void> {
    if (this.#ended) return Promise.reject(new StoreUnavailable('the session has ended'));
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        this.#onEnd.delete(fail);
        finish();
      };
      const fail = (error: Error) => settle(() => reject(error));
      const timer = setTimeout(
        () => this.destroy(new StoreUnavailable(`no receipt from ActiveMQ in ${timeoutMs} ms`)),
        timeoutMs,
      );
      this.#onEnd.add(fail);
      send({ onReceipt: () => settle(resolve), onError: fail });
    });
  }

  #end(error: Error): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const listener of [...this.#onEnd]) listener(error);
    this.#onEnd.clear();
  }
}

/** Whatever ended the session, such as a broker without room or one that refuses to let us in: another one may succeed. */
const asUnavailable = (cause: Error): StoreUnavailable =>
  cause instanceof StoreUnavailable ? cause : new StoreUnavailable(cause.message, { cause });

/**
 * A frame without a length ends at its first NUL, which a poison message may hold. The broker would take a message
 * with a length for bytes, so it is told that this is text.
 */
const sizeOf = (body: string): Record<string, string> =>
  body.includes('\0') ? { 'content-length': String(Buffer.byteLength(body)), 'amq-msg-type': 'text' } : {};

/** Reads `stomp://user:password@host:port` (`stomp+ssl://` for TLS) into the options of a connection. */
const stompOptions = (url: string, timeoutMs: number): connect.ConnectOptions => {
  const { protocol, hostname, port, username, password } = new URL(url);
  const common = {
    host: hostname,
    port: Number(port || 61613),
    timeout: timeoutMs,
    heartbeatDelayMargin: HEARTBEAT_MARGIN_MS,
    connectHeaders: {
      host: '/',
      'accept-version': '1.2',
      'heart-beat': `${HEARTBEAT_MS},${HEARTBEAT_MS}`,
      login: decodeURIComponent(username),
      passcode: decodeURIComponent(password),
    },
  };
  return protocol === 'stomp+ssl:' ? { ...common, ssl: true } : { ...common, ssl: false };
};

import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** `silent`: connections stand, and nothing passes; `refusing`: new ones are reset at once. */
export type ProxyMode =
  { kind: 'clear' } | { kind: 'slow'; delayMs: number } | { kind: 'silent' | 'refusing' };

const CLEAR: ProxyMode = { kind: 'clear' };
const SILENCE_CHECK_MS = 50;

/**
 * A TCP proxy on the loopback address in front of one server, whose connections can be cut, slowed, silenced and
 * refused. Bytes are never reordered or dropped from a connection that lives on: that is TCP's own promise.
 */
export class FaultProxy {
  #mode: ProxyMode = CLEAR;
  readonly #sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly targetPort: number,
  ) {
    server.on('connection', (near: Socket) => this.#accept(near));
  }

  static async open(targetPort: number): Promise<FaultProxy> {
    const server = createServer();
    const proxy = new FaultProxy(server, targetPort);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  setMode(mode: ProxyMode): void {
    this.#mode = mode;
    if (mode.kind === 'refusing') this.cut();
  }

  clear(): void {
    this.setMode(CLEAR);
  }

  /** Resets every connection there is; new ones are welcome. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    this.clear();
    this.server.close();
    this.cut();
    await once(this.server, 'close');
  }

  #accept(near: Socket): void {
    if (this.#mode.kind === 'refusing') return void near.resetAndDestroy();
    const far = connect(this.targetPort, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      // An error is always followed by the close, and the close of one side ends the other.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
      this.#forward(socket, other).catch(() => other.destroy());
    }
  }

  async #forward(from: Socket, to: Socket): Promise<void> {
    for await (const chunk of from) {
      await this.#delay(to);
      if (!to.write(chunk as Buffer)) await once(to, 'drain');
    }
    to.end();
  }

  async #delay(to: Socket): Promise<void> {
    if (this.#mode.kind === 'slow') await sleep(this.#mode.delayMs);
    while (this.#mode.kind === 'silent' && !to.destroyed) await sleep(SILENCE_CHECK_MS);
  }
}

import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { writeProblemAndClose } from './problem';
import { isTrusted, type Network } from './visitor-address';

export type ConnectionCaps = {
  maxConnections: number;
  maxConnectionsPerAddress: number;
  /** Many visitors come through a proxy, which therefore counts as nobody. */
  trustedProxies: readonly Network[];
};

/** The connections of a server, and which of them have a request in hand. */
export class Connections {
  readonly #open = new Set<Socket>();
  readonly #byAddress = new Map<string, number>();
  readonly #inHand = new Map<ServerResponse, Socket>();

  constructor(
    server: Server,
    private readonly caps: ConnectionCaps,
    private readonly headers: () => Record<string, string>,
  ) {
    server.on('connection', (socket) => this.#admit(socket));
  }

  /** Counts the request as one in hand until its answer is written. */
  take(response: ServerResponse): void {
    const { socket } = response.req;
    this.#inHand.set(response, socket);
    response.on('close', () => this.#inHand.delete(response));
  }

  /** Whether any answer is still to be made; one that is made and not yet fetched does not count. */
  get isWorking(): boolean {
    return [...this.#inHand.keys()].some(({ writableEnded, destroyed }) => !writableEnded && !destroyed);
  }

  /** Whether any answer is still on its way. */
  get isBusy(): boolean {
    return this.#inHand.size > 0;
  }

  /** Whether an answer on this connection has begun, so that another one would end up in its middle. */
  hasBegunAnswer(socket: Socket): boolean {
    return [...this.#inHand].some(([response, its]) => its === socket && response.headersSent);
  }

  /** Ends the connections on which nobody waits for an answer of ours. */
  closeIdle(): void {
    const busy = new Set(this.#inHand.values());
    for (const socket of this.#open) if (!busy.has(socket)) socket.destroy();
  }

  closeAll(): void {
    for (const socket of this.#open) socket.destroy();
  }

  #admit(socket: Socket): void {
    const address = socket.remoteAddress ?? 'unknown';
    const ofAddress = (this.#byAddress.get(address) ?? 0) + 1;
    this.#open.add(socket);
    this.#byAddress.set(address, ofAddress);
    socket.on('close', () => this.#forget(socket, address));
    const { maxConnections, maxConnectionsPerAddress, trustedProxies } = this.caps;
    const tooMany = ofAddress > maxConnectionsPerAddress && !isTrusted(address, trustedProxies);
    if (this.#open.size <= maxConnections && !tooMany) return;
    const headers = { 'retry-after': '5', ...this.headers() };
    writeProblemAndClose(socket, { status: 429, title: 'Too many connections', headers });
  }

  #forget(socket: Socket, address: string): void {
    this.#open.delete(socket);
    const left = (this.#byAddress.get(address) ?? 1) - 1;
    if (left > 0) this.#byAddress.set(address, left);
    else this.#byAddress.delete(address);
  }
}

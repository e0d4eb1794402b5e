import { createServer, type Server } from 'node:http';
import type { StoreHealth } from '@/src/infrastructure/retry/store-health';

/**
 * `/livez` answers 200 while the event loop turns; `/readyz` answers 200 while the worker consumes and no store
 * fails any of its components, otherwise 503 with the problems.
 */
export class HealthServer {
  ready = false;
  readonly #server: Server;

  constructor(
    private readonly at: { host: string; port: number },
    private readonly health: StoreHealth,
  ) {
    this.#server = createServer((request, response) => {
      const { status, body } = this.#answer(request.url ?? '');
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  }

  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.at, resolve);
    });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #answer(url: string): { status: number; body: object } {
    if (url === '/livez') return { status: 200, body: { status: 'live' } };
    if (url !== '/readyz') return { status: 404, body: { status: 'unknown path' } };
    const { problems } = this.health;
    const ready = this.ready && problems.length === 0;
    return { status: ready ? 200 : 503, body: { status: ready ? 'ready' : 'not ready', problems } };
  }
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openEdge as open } from '@/tests/harness/open-edge';
import {
  answerOn,
  expectProblem,
  requestBytes as request,
  statusOf as status,
} from '@/tests/harness/raw-http';
import type { EdgeOptions } from './edge';
import { toNetworks } from './visitor-address';

describe('connections', () => {
  const caps = { maxConnections: 100, maxConnectionsPerAddress: 3, trustedProxies: [] };
  const fourth = async (options: Partial<EdgeOptions>): Promise<string> => {
    const { dial, say } = await open(options);
    for (let i = 0; i < 3; i++) await new Promise((resolve) => dial().once('connect', resolve));
    return say(request('GET /api/x'));
  };

  it('of one address are counted', async () => {
    expectProblem(await fourth({ caps }), 429);
  });

  it('of a trusted proxy are not, up to the number of all', async () => {
    const trusted = { ...caps, trustedProxies: toNetworks('127.0.0.0/8') };
    expect(status(await fourth({ caps: trusted }))).toBe(200);
    expectProblem(await fourth({ caps: { ...trusted, maxConnections: 3 } }), 429);
  });

  it('that ended are forgotten', async () => {
    const { say } = await open({ caps });
    for (let i = 0; i < 8; i++) expect(status(await say(request('GET /api/x')))).toBe(200);
  });
});

describe('a stop', () => {
  it('closes idle connections, ends streams, refuses half of a body and waits for what is at hand', async () => {
    const streams = new Set<ServerResponse>();
    const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
      if (incoming.url === '/api/stream') return void streams.add(response.writeHead(200)).size;
      if (incoming.url === '/api/slow') await sleep(300);
      response.end('done');
    };
    const { edge, dial } = await open({ handle });
    const on = (bytes: string): { socket: Socket; answer: Promise<string> } => {
      const socket = dial();
      socket.write(bytes);
      return { socket, answer: answerOn(socket) };
    };
    const kept = on('GET /api/x HTTP/1.1\r\nHost: x\r\n\r\n');
    const half = on('GET /api/x HTTP/1.1\r\nHost:');
    const halfBody = on('POST /api/x HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab');
    const stream = on('GET /api/stream HTTP/1.1\r\nHost: x\r\n\r\n');
    const slow = on('GET /api/slow HTTP/1.1\r\nHost: x\r\n\r\n');
    await sleep(100);

    const began = performance.now();
    await edge.stop(() => streams.forEach((response) => response.end()));
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(await kept.answer).toContain('done');
    expect(await half.answer).toBe('');
    expectProblem(await halfBody.answer, 503);
    expect(await halfBody.answer).toMatch(/retry-after: 2/i);
    expect(status(await stream.answer)).toBe(200);
    expect(await slow.answer).toContain('done');
  });

  it('refuses what comes on a connection that is still in use', async () => {
    const handle = async (_incoming: IncomingMessage, response: ServerResponse) => {
      await sleep(600);
      response.end('done');
    };
    const { edge, dial } = await open({ handle });
    const socket = dial();
    const answers = answerOn(socket);
    const get = 'GET /api/x HTTP/1.1\r\nHost: x\r\n\r\n';
    socket.write(get);
    await sleep(50);
    const stopped = edge.stop(() => {});
    await sleep(350);
    socket.write(get);
    await stopped;
    const [first = '', second = ''] = (await answers).split(/(?<=done)/);
    expect(status(first)).toBe(200);
    expectProblem(second, 503);
  });

  it('does not wait for a client that fetches nothing of its answer', async () => {
    const { edge, dial } = await open({
      handle: (_request, response) => response.end('x'.repeat(20_000_000)),
    });
    const socket = dial();
    socket.pause();
    socket.write('GET /api/x HTTP/1.1\r\nHost: x\r\n\r\n');
    await sleep(100);
    const began = performance.now();
    await edge.stop(() => {});
    expect(performance.now() - began).toBeLessThan(1_500);
  });
});

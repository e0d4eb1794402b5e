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

  it('closes what is idle while others are answered, refuses what comes then, and ends streams that open late', async () => {
    const streams = new Set<ServerResponse>();
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    let atHand = 0;
    const handle = async ({ url }: IncomingMessage, response: ServerResponse) => {
      atHand += 1;
      if (url !== '/api/x') await released;
      if (url === '/api/stream') return void streams.add(response.writeHead(200));
      response.end('done');
    };
    const { edge, dial } = await open({ handle });
    const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;
    const [idle, stream, busy] = [dial(), dial(), dial()];
    const [idleEnded, answers] = [answerOn(idle), answerOn(busy)];
    idle.write(get('/api/x'));
    stream.write(get('/api/stream'));
    busy.write(get('/api/slow'));
    await expect.poll(() => atHand).toBe(3);
    const stopped = edge.stop(() => streams.forEach((response) => response.end()));
    // Long before its time as a kept connection is over.
    expect(await Promise.race([idleEnded, sleep(5_000, 'open')])).toContain('done');
    busy.write(get('/api/slow'));
    await sleep(300);
    release();
    await stopped;
    const [first = '', second = ''] = (await answers).split(/(?<=done)/);
    expect(status(first)).toBe(200);
    expectProblem(second, 503);
  });

  // More than the system keeps for a connection.
  const MUCH_BYTES = 10_000_000;

  /** A client that has asked for much and fetches nothing of it yet. */
  const asked = async () => {
    const { edge, dial } = await open({
      handle: (_request, response) => response.end('x'.repeat(MUCH_BYTES)),
    });
    const socket = dial();
    socket.pause();
    socket.write('GET /api/x HTTP/1.1\r\nHost: x\r\n\r\n');
    await sleep(100);
    return { edge, socket };
  };

  it('lets an answer that is made reach a client that fetches it a moment later', async () => {
    const { edge, socket } = await asked();
    const stopped = edge.stop(() => {});
    const answer = answerOn(socket.resume());
    await stopped;
    expect((await answer).length).toBeGreaterThan(MUCH_BYTES);
  });

  it('waits for a client that fetches nothing of its answer only for a moment', async () => {
    const { edge } = await asked();
    const began = performance.now();
    await edge.stop(() => {});
    const tookMs = performance.now() - began;
    expect(tookMs).toBeGreaterThan(600);
    expect(tookMs).toBeLessThan(1_500);
  });
});

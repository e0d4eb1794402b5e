import { connect, type Socket } from 'node:net';
import { expect } from 'vitest';

/** A request as bytes, on a connection that ends with it. */
export const requestBytes = (line: string, headers: readonly string[] = [], body = ''): string =>
  [`${line} HTTP/1.1`, 'Host: x', 'Connection: close', ...headers, '', body].join('\r\n');

/** All that comes until the server ends the connection, byte for byte (latin1). */
export const answerOn = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    let received = '';
    socket.on('data', (chunk) => (received += chunk.toString('latin1')));
    socket.on('error', () => {});
    socket.on('close', () => resolve(received));
  });

/** Sends bytes to a port of this machine and gives all that comes back. */
export const say = (port: number, bytes: string): Promise<string> => {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes, 'latin1');
  return answerOn(socket);
};

export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);

/** A header of the answer, or undefined. */
export const headerOf = (answer: string, name: string): string | undefined =>
  new RegExp(`^${name}: ?([^\r\n]*)`, 'im').exec(answer.split('\r\n\r\n', 1)[0] ?? '')?.[1]?.trim();

/** Every answer, whatever it is, has the headers that keep other sites out, and its scripts need a nonce. */
export const expectGuarded = (answer: string): void => {
  expect(headerOf(answer, 'x-content-type-options')).toBe('nosniff');
  expect(headerOf(answer, 'x-frame-options')).toBe('DENY');
  const policy = headerOf(answer, 'content-security-policy') ?? '';
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]+';/);
};

/** A problem document (RFC 9457) with that status. */
export const expectProblem = (answer: string, status: number): void => {
  expect(statusOf(answer)).toBe(status);
  expect(headerOf(answer, 'content-type')).toMatch(/^application\/problem\+json/);
  expect(answer).toContain(`"status":${status}`);
  expectGuarded(answer);
};

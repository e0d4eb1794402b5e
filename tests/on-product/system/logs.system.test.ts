import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newApplicant } from '../../harness/people/people';
import { productHome, productUrl } from '../../harness/product';
import { trySignIn } from '../../harness/reviewer-session';
import { reachStatus, signUp } from '../../harness/visitor';
import { productWeb } from '../../harness/web-client';

const FORGED = '{"level":60,"msg":"forged"}';
const ENCODED = encodeURIComponent(`x\r\n${FORGED}\n`);

/** Sends it as it is: `fetch` would refuse half of it. Whatever the answer is, also none. */
const send = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<void> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(productUrl());
    const sent = request({ hostname, port, path, method, headers }, (answer) => {
      answer.resume().once('close', resolve);
    });
    sent.once('error', () => resolve()).end();
  });

it('every line that a process has written is one JSON object, whatever people sent', async () => {
  await send(`/api/auth/signin?callbackUrl=${ENCODED}`);
  await send(`/api/auth/csrf?callbackUrl=${ENCODED}`, { cookie: `portaria.callback-url=${ENCODED}` });
  await send('/admin', { cookie: `portaria.session=${ENCODED}` });
  await send(`/signin?callbackUrl=${ENCODED}`, { 'user-agent': 'x\u0085{"level":60}', referer: ENCODED });
  await send(`/registrations/${ENCODED}?token=${ENCODED}`, { 'x-forwarded-for': ENCODED });
  await send(`/${ENCODED}`, { rsc: '1', 'next-router-state-tree': ENCODED, 'next-url': ENCODED });
  await send('/', { 'next-action': ENCODED, 'content-type': 'multipart/form-data; boundary=x' }, 'POST');
  await send('/api/registrations/%ff', { 'accept-language': ENCODED });
  await send('/_next/image?url=%0a%7b', {});
  await trySignIn(productWeb, { email: `a\n${FORGED}`, password: `b\n${FORGED}` });

  const { statusUrl } = await signUp({ ...newApplicant(), reason: `Because.\n${FORGED}\n` });
  await reachStatus(statusUrl, 'pending');

  const folder = join(productHome(), 'logs');
  const logs = readdirSync(folder).filter((name) => name.endsWith('.log'));
  expect(logs).toEqual(expect.arrayContaining(['web.log', 'orchestrator.log', 'mq-consumer.log']));
  for (const name of logs) {
    for (const line of linesOf(join(folder, name))) {
      const entry: unknown = JSON.parse(line);
      expect(entry, `${name}: ${line}`).toMatchObject({
        level: expect.any(Number) as number,
        name: expect.any(String) as string,
      });
      expect(entry).not.toMatchObject({ msg: 'forged' });
    }
  }
});

/** Where any reader would end a line, not only where we mean to. */
const linesOf = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split(/[\n\r\u0085\u2028\u2029]/)
    .filter((line) => line !== '');

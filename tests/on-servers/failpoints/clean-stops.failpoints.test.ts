import { randomUUID } from 'node:crypto';
import { request, type ClientRequest } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { identify, isRunning, signalProcess } from '@/services/processes/process-identity';
import { childrenOf } from '@/services/processes/process-tree';
import type { ServerName } from '@/services/servers/server-program';
import type { AcceptedRegistration } from '@/src/application/contracts/registration-form';
import { controlServer } from '../../harness/control';
import { eventually } from '../../harness/eventually';
import { expectNothingLost } from '../../harness/expect-nothing-lost';
import { acceptedNow, emptyLedger } from '../../harness/ledger';
import { newApplicant } from '../../harness/people/people';
import {
  CLEAN_EXIT,
  endProduct,
  killApp,
  spawnApp,
  startApp,
  startProduct,
  stopApp,
} from '../../harness/processes/product-processes';
import { productUrl } from '../../harness/product';
import { awaitPending, decideMany, signIn } from '../../harness/reviewer-session';
import { firstReviewer } from '../../harness/reviewers';
import { signUpMany, signUpWithRetry } from '../../harness/visitor';

const STOPPED_IN_MS = 10_000;
/** Counted from its first answer, which it gives before it has begun to consume. */
const MOMENTS_OF_A_START_MS = [0, 10, 40, 120, 400];
const ledger = emptyLedger();

beforeEach(startProduct);
afterAll(endProduct);

const expectCleanStop = async (name: Parameters<typeof stopApp>[0]): Promise<void> => {
  const { ending, tookMs } = await stopApp(name);
  expect(ending).toBe(CLEAN_EXIT);
  expect(tookMs).toBeLessThan(STOPPED_IN_MS);
};

/** A sign-up of which the first half of the body is sent, so that it is in flight until `finish` sends the rest. */
const halfSentSignUp = async () => {
  const form = newApplicant();
  const body = JSON.stringify(form);
  const half = Math.floor(body.length / 2);
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const sending = request(`${productUrl()}/api/registrations`, { method: 'POST', headers });
  const reply = replyTo(sending);
  await new Promise((resolve) => sending.write(body.slice(0, half), resolve));
  return { form, reply, finish: () => sending.end(body.slice(half)) };
};

const replyTo = (sending: ClientRequest): Promise<{ status: number | undefined; text: string }> =>
  new Promise((resolve, reject) => {
    sending.once('error', reject);
    sending.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.once('end', () => resolve({ status: response.statusCode, text }));
    });
  });

it('the web finishes the request in flight, ends the event stream, and exits 0', async () => {
  const { statusUrl } = await signUpWithRetry(ledger, newApplicant());
  const [path, query] = statusUrl.split('?');
  const stream = await fetch(`${productUrl()}/api${path}/events?${query}`);
  const streamEnded = stream.text();
  const { form, reply, finish } = await halfSentSignUp();

  const stopped = stopApp('web');
  expect(await streamEnded).toContain('data: ');
  finish();
  const { status, text } = await reply;
  expect(status).toBe(202);
  const { registrationId } = JSON.parse(text) as AcceptedRegistration;
  ledger.accepted.push(acceptedNow(registrationId, form.email));
  const { ending, tookMs } = await stopped;
  expect(ending).toBe(CLEAN_EXIT);
  expect(tookMs).toBeLessThan(STOPPED_IN_MS);

  await startApp('web');
  await expectNothingLost(ledger);
});

it('of several web processes on one port another takes the place of one that died, and a stop ends all with 0', async () => {
  await stopApp('web');
  const first = await spawnApp('web', { WEB_PROCESSES: '2' });
  const working = () => childrenOf([identify(first.pid!)!]);
  await first.untilLive();
  await eventually('both work', () => working().length === 2);
  const [victim] = working();
  signalProcess(victim!, 'SIGKILL');
  await signUpMany(ledger, 20);
  await eventually('there are two again', () => {
    const pids = working().map(({ pid }) => pid);
    return pids.length === 2 && !pids.includes(victim!.pid);
  });
  const left = working();
  await expectCleanStop('web');
  expect(left.filter(isRunning)).toEqual([]);
  await startApp('web');
  await expectNothingLost(ledger);
});

describe.each(['orchestrator', 'mq-consumer'] as const)('the %s', (worker) => {
  it('finishes the batch at hand in the middle of sign-ups, and exits 0', async () => {
    const accepted = ledger.accepted.length;
    const signingUp = signUpMany(ledger, 150);
    await eventually('a third is accepted', () => ledger.accepted.length > accepted + 50);
    await expectCleanStop(worker);
    await startApp(worker);
    await signingUp;
    await expectNothingLost(ledger);
  });

  it('exits 0 at whatever moment of its start it is told to', { timeout: 180_000 }, async () => {
    await stopApp(worker);
    const endings: string[] = [];
    for (const delayMs of MOMENTS_OF_A_START_MS) {
      await startApp(worker);
      // The moment itself is what is tried here, so there is nothing to ask for instead.
      await wait(delayMs);
      endings.push((await stopApp(worker)).ending);
    }
    expect(endings).toEqual(MOMENTS_OF_A_START_MS.map(() => CLEAN_EXIT));
  });

  it('exits 0 as soon as it is told to, right after another one was killed', async () => {
    await killApp(worker);
    await startApp(worker);
    await expectCleanStop(worker);
    await startApp(worker);
    await expectNothingLost(ledger);
  });
});

describe.each<['orchestrator' | 'mq-consumer', ServerName]>([
  ['orchestrator', 'elasticsearch'],
  ['orchestrator', 'activemq'],
  ['mq-consumer', 'redis'],
  ['mq-consumer', 'kafka'],
])('the %s, while %s hangs', (worker, server) => {
  it('gives its batch up and exits 0; the next one takes it', async () => {
    const session = await signIn(firstReviewer());
    const { registrationId } = await signUpWithRetry(ledger, newApplicant());
    await awaitPending(session, registrationId);
    // Kafka gives up on a consumer that is silent for 6 s, which then ends itself for the launcher to bring it back.
    if (server === 'kafka') await stopApp('orchestrator');
    await controlServer(server, 'pause');
    try {
      // Both ways are loaded, so that the worker has something at hand that cannot be finished.
      if (server === 'kafka') await decideMany(ledger, session, [registrationId]);
      else await signUpMany(ledger, 5);
      await expectCleanStop(worker);
    } finally {
      await controlServer(server, 'resume');
    }
    await startProduct();
    await expectNothingLost(ledger);
  });
});

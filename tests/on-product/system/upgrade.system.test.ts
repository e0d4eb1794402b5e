import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyFreePort } from '@/services/ports/free-port';
import type { ServicesFile } from '@/services/servers/services-in-use';
import type { AcceptedRegistration } from '@/src/application/contracts/registration-form';
import type { DecisionReply } from '@/src/application/contracts/review';
import { eventually } from '../../harness/eventually';
import { newApplicant } from '../../harness/people/people';
import { runLauncher, type Launcher } from '../../harness/processes/launcher';
import { runScriptIn } from '../../harness/product';
import { decide, listAllPending, ReviewerSession } from '../../harness/reviewer-session';
import { postRegistration } from '../../harness/visitor';
import { webAt, type WebClient } from '../../harness/web-client';
import { loadRelease } from './releases/load';
import type { ReleaseData, RecordedSignUp } from './releases/release-data';

// What the release before left in the five stores (releases/record.ts), started with this one.
const data = JSON.parse(
  readFileSync(join(import.meta.dirname, 'releases', '0.1.0.json'), 'utf8'),
) as ReleaseData;
const REVIEWER = { email: 'admin@portaria.localhost', password: 'of the release before' };

let home: string;
let product: Launcher;
let web: WebClient;
let session: ReviewerSession;

const prepareHome = (): void => {
  const account = { user: 'portaria', password: 'test'.repeat(8) };
  const secrets = {
    activemq: account,
    postgres: account,
    nextAuthSecret: 'upgrade'.repeat(6),
    registrationSecret: data.registrationSecret,
  };
  writeFileSync(join(home, 'secrets.json'), JSON.stringify(secrets), { mode: 0o600 });
};

const readAddresses = (): ServicesFile =>
  JSON.parse(readFileSync(join(home, 'services.json'), 'utf8')) as ServicesFile;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'portaria-upgrade-'));
  prepareHome();
  const servers = runLauncher({ PORTARIA_HOME: home }, 'services/servers-only.ts');
  await servers.printed(/The addresses are in/, 180_000);
  await loadRelease(readAddresses(), data);
  servers.signal('SIGTERM');
  expect(await servers.ended).toBe(0);

  const port = await anyFreePort();
  product = runLauncher({ PORTARIA_HOME: home, PORT: String(port) });
  await product.printed(/Portaria runs at/, 180_000);
  web = webAt(`http://localhost:${port}`);
  session = new ReviewerSession(REVIEWER, web);
}, 400_000);

afterAll(async () => {
  product?.signal('SIGTERM');
  await product?.ended;
  rmSync(home, { recursive: true, force: true });
}, 60_000);

const statusOf = async ({ statusUrl }: Pick<AcceptedRegistration, 'statusUrl'>): Promise<string> =>
  ((await (await web.send(`/api${statusUrl}`)).json()) as { status: string }).status;

const withStatus = (status: string): RecordedSignUp[] => data.signUps.filter((one) => one.status === status);

const send = (form: object, idempotencyKey: string): Promise<Response> =>
  postRegistration(JSON.stringify(form), { 'idempotency-key': idempotencyKey }, web);

describe('a folder of the release before', () => {
  it('has something of every kind in it', () => {
    expect(withStatus('approved').length * withStatus('rejected').length).toBeGreaterThan(0);
    expect(withStatus('pending').length).toBeGreaterThan(2);
    expect(data.queue.length).toBeGreaterThan(0);
  });

  it.each(data.signUps.map((one) => [one.status, one] as const))(
    'keeps the link to one that was %s',
    async (status, one) => {
      await eventually(`the link says ${status}`, async () => (await statusOf(one)) === status);
    },
  );

  it('lets its reviewer in, and lists those who wait, in their order', async () => {
    const waiting = await listAllPending(session);
    const submitted = waiting.map(({ submittedAt }) => submittedAt);
    expect(submitted).toEqual(submitted.toSorted());
    const addresses = new Set(withStatus('pending').map(({ form }) => form.email));
    for (const { form } of withStatus('approved')) addresses.delete(form.email);
    expect(new Set(waiting.map(({ email }) => email))).toEqual(addresses);
  });

  it('keeps what was decided, and decides what was not', async () => {
    const [approved] = withStatus('approved');
    const late = await decide(session, approved!.registrationId, { verdict: 'reject' });
    expect(late.status).toBe(409);
    const [pending] = await listAllPending(session);
    const decided = await decide(session, pending!.registrationId, { verdict: 'approve' });
    expect(decided.status).toBe(200);
    expect(((await decided.json()) as DecisionReply).outcome).toBe('approved');
  });

  it('takes the same request again, and new ones', async () => {
    const [known] = withStatus('rejected');
    expect((await send(known!.form, known!.idempotencyKey)).status).toBe(202);
    const accepted = (await (await send(newApplicant(), 'upgrade-1')).json()) as AcceptedRegistration;
    await eventually('the new one is pending', async () => (await statusOf(accepted)) === 'pending');
  });

  it('can account for everything, and rebuild the index', async () => {
    const reconcile = async () => {
      const { exitCode, stdout, stderr } = await runScriptIn(home, 'reconcile');
      if (exitCode !== 0) throw new Error(stdout + stderr);
      return true;
    };
    await eventually('everything fits', reconcile);
    expect(await runScriptIn(home, 'rebuild', 'search', '--dry-run')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('0 missing and 0 different') as string,
    });
    expect((await runScriptIn(home, 'rebuild', 'search')).exitCode).toBe(0);
    await reconcile();
  });
});

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SERVER_NAMES } from '@/services/servers/server-program';
import { productHome, readServices, runScript } from '../../harness/product';
import { signIn, trySignIn } from '../../harness/reviewer-session';
import { addReviewer, firstReviewer } from '../../harness/reviewers';
import { clientsForTests } from '../../harness/test-clients';
import { productWeb } from '../../harness/web-client';

const clients = clientsForTests();

type Account = { user: string; password: string };
type Secrets = Record<'activemq' | 'postgres', Account> &
  Record<'nextAuthSecret' | 'registrationSecret', string>;

const readJson = <T>(file: string): T => JSON.parse(readFileSync(join(productHome(), file), 'utf8')) as T;

/** Every secret of the home by its name, and which processes may have it in their environment. */
const secretsWithOwners = (): Record<string, { value: string; owners: string[] }> => {
  const { activemq, postgres, nextAuthSecret, registrationSecret } = readJson<Secrets>('secrets.json');
  return {
    'the first password': { value: firstReviewer().password, owners: [] },
    NEXTAUTH_SECRET: { value: nextAuthSecret, owners: ['web'] },
    REGISTRATION_SECRET: { value: registrationSecret, owners: ['web', 'mq-consumer'] },
    "Postgres's password": { value: postgres.password, owners: ['web', 'mq-consumer'] },
    "ActiveMQ's password": {
      value: activemq.password,
      owners: ['web', 'orchestrator', 'mq-consumer', 'activemq'],
    },
  };
};

/** The pids of everything that runs of this home, by name. */
const processes = (): Record<string, number> => {
  const servers = SERVER_NAMES.map((name) => [name, readJson<{ pid: number }>(`${name}/server.pid`).pid]);
  const { web, orchestrator, 'mq-consumer': mqConsumer } = readServices().processes;
  return { ...Object.fromEntries(servers), web, orchestrator, 'mq-consumer': mqConsumer } as Record<
    string,
    number
  >;
};

const ps = (...args: string[]): string => spawnSync('ps', args, { encoding: 'utf8' }).stdout;

it('the environment of each process holds its own secrets and no others', () => {
  const running = Object.entries(processes());
  expect(running).toHaveLength(8);
  const secrets = Object.entries(secretsWithOwners());
  for (const [name, pid] of running) {
    const environment = ps('eww', '-o', 'args=', '-p', String(pid));
    const held = secrets.filter(([, { value }]) => environment.includes(value));
    const allowed = secrets.filter(([, { owners }]) => owners.includes(name));
    expect([name, held.map(([secret]) => secret)]).toEqual([name, allowed.map(([secret]) => secret)]);
    expect(environment).not.toContain('PORTARIA_ADMIN_PASSWORD');
  }
});

it('no secret is on a command line', () => {
  const commandLines = ps('-eo', 'args=', 'ww');
  expect(commandLines).toContain('node');
  for (const { value } of Object.values(secretsWithOwners())) expect(commandLines).not.toContain(value);
});

describe('npm run team -- password', () => {
  it('draws one, ends every session, and says so in the audit log', async () => {
    const credentials = await addReviewer(clients.stores, 'Edu');
    const session = await signIn(credentials);
    const { exitCode, stdout } = await runScript('team', 'password', credentials.email, '--generate');
    expect(exitCode).toBe(0);
    const [, password = ''] = /It is (\S+)/.exec(stdout) ?? [];
    expect(password.length).toBeGreaterThanOrEqual(12);

    expect((await session.get('/api/review/registrations')).status).toBe(401);
    expect((await trySignIn(productWeb, credentials)).status).toBe(401);
    expect((await trySignIn(productWeb, { ...credentials, password })).status).toBe(200);
    const { rows } = await clients.stores.postgres.query(
      "SELECT a.actor FROM audit_log a JOIN accounts c ON a.subject = 'account:' || c.id WHERE c.email = $1 AND a.action = 'password.changed'",
      [credentials.email],
    );
    expect(rows).toEqual([{ actor: 'operator' }]);
    // The first admin's password is another one.
    expect(existsSync(join(productHome(), 'admin.json'))).toBe(true);
  });

  it('refuses an address of nobody', async () => {
    const { exitCode, stderr } = await runScript('team', 'password', 'nobody@example.org', '--generate');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('nobody@example.org');
  });
});

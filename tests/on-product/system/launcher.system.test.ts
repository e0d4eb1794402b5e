import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anyFreePort } from '@/services/ports/free-port';
import type { ServicesFile } from '@/services/servers/services-in-use';
import { eventually } from '../../harness/eventually';
import { newApplicant } from '../../harness/people/people';
import { runLauncher, type Launcher } from '../../harness/processes/launcher';
import { findLeftovers } from '../../harness/processes/leftover-processes';
import { postRegistration } from '../../harness/visitor';
import { webAt } from '../../harness/web-client';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'portaria-home-'));
});
afterEach(async () => {
  // A test that failed half-way must not leave a product running.
  await Promise.all(started.map(endLauncher));
  started.length = 0;
  rmSync(home, { recursive: true, force: true });
});

const started: Launcher[] = [];
const start = (env: Record<string, string>): Launcher => {
  const launcher = runLauncher({ PORTARIA_HOME: home, ...env });
  started.push(launcher);
  return launcher;
};
const endLauncher = async (launcher: Launcher): Promise<void> => {
  launcher.signal('SIGTERM');
  await launcher.ended;
};

describe('npm start', () => {
  it(
    'starts, tells the password once, stops in order, and finds everything again',
    { timeout: 300_000 },
    async () => {
      const env = { PORT: String(await anyFreePort()) };
      const url = `http://localhost:${env.PORT}`;
      const first = start(env);
      await first.printed(/Portaria runs at/);
      const [, password = ''] = await first.printed(/password (\S+)/);
      expect(JSON.parse(readFileSync(join(home, 'admin.json'), 'utf8'))).toMatchObject({ password });
      expect(statSync(join(home, 'admin.json')).mode & 0o777).toBe(0o600);

      const body = JSON.stringify(newApplicant());
      const reply = await postRegistration(body, {}, webAt(url));
      const { statusUrl } = (await reply.json()) as { statusUrl: string };
      const status = async (): Promise<string> => {
        const response = await fetch(`${url}/api${statusUrl}`);
        return ((await response.json()) as { status: string }).status;
      };
      await eventually('the sign-up is pending', async () => (await status()) === 'pending');

      const { processes } = JSON.parse(readFileSync(join(home, 'services.json'), 'utf8')) as ServicesFile;
      // Ctrl-C reaches the launcher twice: from the terminal, and from npm, which passes it on.
      first.signal('SIGINT');
      first.signal('SIGTERM');
      expect(await first.ended).toBe(0);
      expect(findLeftovers(Object.values(processes), home)).toEqual([]);

      const second = start(env);
      await second.printed(/Portaria runs at/);
      expect(password).not.toBe('');
      expect(second.output()).not.toContain(password);
      expect(await status()).toBe('pending');
      second.signal('SIGTERM');
      expect(await second.ended).toBe(0);
      expect(findLeftovers([], home)).toEqual([]);
    },
  );

  it('says in one sentence that its port is taken, and leaves nothing behind', async () => {
    const other = createServer().listen(0);
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const launcher = start({ PORT: String(port) });
    expect(await launcher.ended).toBe(1);
    expect(launcher.output()).toContain(String(port));
    expect(launcher.output()).not.toMatch(/^\s+at /m);
    expect(findLeftovers([], home)).toEqual([]);
    other.close();
  });

  it('says what to do where there is no Java', async () => {
    const bin = join(home, 'bin');
    mkdirSync(bin);
    symlinkSync(process.execPath, join(bin, 'node'));
    const launcher = start({ PORT: String(await anyFreePort()), PATH: bin, JAVA_HOME: '' });
    expect(await launcher.ended).toBe(1);
    expect(launcher.output()).toMatch(/Java/);
    expect(launcher.output()).not.toMatch(/^\s+at /m);
    expect(findLeftovers([], home)).toEqual([]);
  });
});

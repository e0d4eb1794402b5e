import { afterEach, expect, it } from 'vitest';
import { MailServerAway } from '@/src/application/ports/mail-server-away';
import type { Mail } from '@/src/application/ports/mailer';
import { type MailServer, startMailServer } from '@/tests/harness/mail-server';
import { SmtpMailer } from './smtp-mailer';

const mail: Mail = {
  messageId: '<1.approved@join.example.org>',
  to: { name: 'Zoë "Z", <root@x>', email: 'zoe@example.org' },
  language: 'pt-BR',
  subject: 'Olá, está pronta',
  text: 'Bem-vinda, 你好.',
  html: '<p>Bem-vinda</p>',
};

let server: MailServer;
let mailer: SmtpMailer;
const start = async (options: Parameters<typeof startMailServer>[0] = {}): Promise<void> => {
  server = await startMailServer(options);
  mailer = new SmtpMailer(server.url, 'Portaria <noreply@join.example.org>');
};
afterEach(async () => {
  mailer.close();
  await server.stop();
});

it('hands a mail over, with what people typed as nothing but their name', async () => {
  await start();
  expect(await mailer.send(mail)).toMatchObject({
    kind: 'accepted',
    answer: expect.stringMatching(/^250/) as string,
  });
  const [got] = server.received;
  expect(got).toMatchObject({ to: ['zoe@example.org'], from: 'noreply@join.example.org' });
  expect(got?.text).toContain('Message-ID: <1.approved@join.example.org>');
  expect(got?.text).toMatch(/^Auto-Submitted: auto-generated\r?$/m);
});

it('puts a mail off that is not taken for now, as by a server that greylists', async () => {
  await start({ onRecipient: () => ({ code: 451, words: 'greylisted, come again' }) });
  expect(await mailer.send(mail)).toEqual({
    kind: 'deferred',
    answer: expect.stringContaining('greylisted') as string,
  });
});

it('gives a mail up that is refused for good, whoever it is that says so', async () => {
  await start({ onRecipient: () => ({ code: 550, words: 'no such user' }) });
  expect(await mailer.send(mail)).toEqual({
    kind: 'refused',
    answer: expect.stringContaining('no such user') as string,
  });
  await server.stop();
  await start({ onText: () => ({ code: 554, words: 'looks like spam' }) });
  expect(await mailer.send(mail)).toEqual({
    kind: 'refused',
    answer: expect.stringContaining('spam') as string,
  });
});

it('says that no server is there where it does not answer, lets nobody in, or is about to close', async () => {
  await start({ onRecipient: () => ({ code: 421, words: 'closing' }) });
  await expect(mailer.send(mail)).rejects.toBeInstanceOf(MailServerAway);
  await server.stop();
  await expect(mailer.send(mail)).rejects.toBeInstanceOf(MailServerAway);
  await start({ password: 'another one' });
  await expect(mailer.send(mail)).rejects.toBeInstanceOf(MailServerAway);
});

it('waits for a slow server', async () => {
  await start({ slowMs: 1_500 });
  expect(await mailer.send(mail)).toMatchObject({ kind: 'accepted' });
});

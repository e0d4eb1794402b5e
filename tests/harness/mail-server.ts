import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';

/** A mail as the server got it. */
type ReceivedMail = { from: string; to: string[]; text: string };

type Refusal = { code: number; words: string };

type MailServerOptions = {
  /** 0 for any. */
  port?: number;
  /** What is asked of whoever sends; the address names `portaria`, whatever this is. */
  password?: string;
  onRecipient?: (address: string) => Refusal | undefined;
  onText?: (mail: ReceivedMail) => Refusal | undefined;
  /** How long it takes for each mail. */
  slowMs?: number;
};

export type MailServer = {
  url: string;
  port: number;
  /** What it has acknowledged, in order. */
  received: ReceivedMail[];
  stop: () => Promise<void>;
};

const USER = 'portaria';
const PASSWORD = 'of the tests';

/** A real SMTP server on this machine, which keeps what it was sent and refuses what it is told to. */
export const startMailServer = async (options: MailServerOptions = {}): Promise<MailServer> => {
  const { port = 0, password = PASSWORD, onRecipient, onText, slowMs = 0 } = options;
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    // Without a certificate, as a relay on the same machine has it.
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    closeTimeout: 200,
    onAuth: (given, _session, done) =>
      given.username === USER && given.password === password
        ? done(null, { user: USER })
        : done(new Error('no such user or password')),
    onRcptTo: ({ address }, _session, done) => done(asError(onRecipient?.(address))),
    onData: (stream, { envelope }, done) => {
      void text(stream).then(async (content) => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        const mail = { from, to: envelope.rcptTo.map(({ address }) => address), text: content };
        await sleep(slowMs);
        const refusal = asError(onText?.(mail));
        if (!refusal) received.push(mail);
        done(refusal);
      });
    },
  });
  // A client that goes in the middle of a sentence is no failure of the server.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: taken } = server.server.address() as AddressInfo;
  return {
    url: `smtp://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${taken}`,
    port: taken,
    received,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

const asError = (refusal: Refusal | undefined): Error | null =>
  refusal ? Object.assign(new Error(refusal.words), { responseCode: refusal.code }) : null;

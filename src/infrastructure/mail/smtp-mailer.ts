import { createTransport, type Transporter } from 'nodemailer';
import { MailServerAway } from '@/src/application/ports/mail-server-away';
import type { Mail, Mailer, MailOutcome } from '@/src/application/ports/mailer';
import { toMessage } from './to-message';

/** What the server says when it is about to close, whatever it was asked (RFC 5321, section 3.8). */
const SERVICE_NOT_AVAILABLE = 421;
const CONNECTIONS = 3;

/** Hands mails to an SMTP server (RFC 5321), on connections that are kept for the next ones. */
export class SmtpMailer implements Mailer {
  readonly #transport: Transporter;

  /** @param url `smtp[s]://[user:password@]host[:port]`. @param from the sender, as in `Name <address>`. */
  constructor(
    url: string,
    private readonly from: string,
  ) {
    this.#transport = createTransport({
      url,
      pool: true,
      maxConnections: CONNECTIONS,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send(mail: Mail): Promise<MailOutcome> {
    try {
      const { response } = (await this.#transport.sendMail(toMessage(mail, this.from))) as {
        response: string;
      };
      return { kind: 'accepted', answer: response };
    } catch (error) {
      return outcomeOf(error as SmtpError);
    }
  }

  close(): void {
    this.#transport.close();
  }
}

type SmtpError = Error & { code?: string; response?: string; responseCode?: number };

/** What was said of this sender, recipient or text is about the mail; anything else is about the server. */
const outcomeOf = (error: SmtpError): MailOutcome => {
  const { code, response, responseCode = 0, message } = error;
  const isOfTheMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  if (!isOfTheMail || responseCode === SERVICE_NOT_AVAILABLE)
    throw new MailServerAway(message, { cause: error });
  const isForNow = responseCode >= 400 && responseCode < 500;
  return { kind: isForNow ? 'deferred' : 'refused', answer: response ?? message };
};

import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import type { Mail, Mailer, MailOutcome } from '@/src/application/ports/mailer';
import { toMessage } from './to-message';

/**
 * Writes each mail into a file (`.eml`, RFC 5322), where no mail server is known; the same mail into the same file. They
 * hold links to accounts, so nobody else of this machine may read them.
 */
export class FileMailer implements Mailer {
  readonly #transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });

  constructor(
    private readonly folder: string,
    private readonly from: string,
  ) {}

  async send(mail: Mail): Promise<MailOutcome> {
    const { message } = await this.#transport.sendMail(toMessage(mail, this.from));
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const file = path.join(this.folder, fileNameOf(mail));
    await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 });
    await rename(`${file}.part`, file);
    return { kind: 'filed', answer: `written to ${path.basename(file)}` };
  }
}

/** From the first half of its Message-ID, which is made of letters, digits, dots and dashes. */
const fileNameOf = ({ messageId }: Mail): string => `${messageId.slice(1).split('@')[0]}.eml`;

import type { SendMailOptions } from 'nodemailer';
import type { Mail } from '@/src/application/ports/mailer';

/** A mail as nodemailer takes it; it encodes and quotes what people typed. Nobody's holiday is told to us (RFC 3834). */
export const toMessage = (
  { messageId, to, language, subject, text, html }: Mail,
  from: string,
): SendMailOptions => ({
  from,
  to: { name: to.name, address: to.email },
  messageId,
  subject,
  text,
  html,
  headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
});

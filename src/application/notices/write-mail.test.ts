import { describe, expect, it } from 'vitest';
import type { Notice } from '@/src/domain/notice';
import { writeMail } from './write-mail';

const site = { name: 'Clube <do> Livro', origin: 'https://join.example.org' };
const createdAt = new Date('2026-03-01T08:00:00.123Z');
const recipient = { name: 'Zoë "<b>" O’Hara', email: 'zoe@example.org', language: 'en' } as const;
const link = 'https://join.example.org/set-password/abc';
const approved: Notice = { key: 'approved:r1', kind: 'approved', accountId: 'a1', recipient, createdAt };
const rejected = (reason?: string): Notice => {
  return { key: 'rejected:r1', kind: 'rejected', reason, recipient, createdAt };
};

describe('the mail of a notice', () => {
  it('has the same Message-ID each time, of characters that every server takes', () => {
    const { messageId } = writeMail(approved, site, link);
    expect(messageId).toBe('<20260301T080000Z.approved.r1@join.example.org>');
    expect(writeMail(approved, site, link).messageId).toBe(messageId);
  });

  it('carries its link in the text and in the marked-up part', () => {
    const { text, html, to } = writeMail(approved, site, link);
    expect(text).toContain(`Choose a password:\n${link}`);
    expect(html).toContain(`href="${link}"`);
    expect(to).toEqual({ name: recipient.name, email: recipient.email });
  });

  it('shows what people typed as text, never as markup', () => {
    const { html } = writeMail(rejected('<script>alert(1)</script>\nTwo lines.'), site);
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;\nTwo lines.');
    expect(html).toContain('<bdi>Zoë &quot;&lt;b&gt;&quot; O’Hara</bdi>');
    expect(html).toContain('Clube &lt;do&gt; Livro');
  });

  it('quotes the reason line by line, and leaves no gap without one', () => {
    expect(writeMail(rejected('One.\nTwo.'), site).text).toContain('The team wrote:\n\n> One.\n> Two.\n\n');
    const { text, html } = writeMail(rejected(), site);
    expect(text).not.toContain('\n> ');
    expect(html).not.toContain('blockquote');
  });

  it.each(['approved', 'rejected', 'password-reset'] as const)('speaks both languages: %s', (kind) => {
    const notice = { ...approved, kind } as Notice;
    const english = writeMail(notice, site, link);
    const portuguese = writeMail({ ...notice, recipient: { ...recipient, language: 'pt-BR' } }, site, link);
    expect(english.subject).not.toBe(portuguese.subject);
    expect(english.html).toContain('lang="en"');
    expect(portuguese.html).toContain('lang="pt-BR"');
    expect(portuguese.text).toMatch(/^Olá Zoë/);
  });
});

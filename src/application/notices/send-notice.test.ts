import { expect, it } from 'vitest';
import type { Notice } from '@/src/domain/notice';
import type { AccountLinks } from '../ports/account-links';
import type { Mail } from '../ports/mailer';
import { sendNotice } from './send-notice';

const now = new Date('2026-03-01T08:00:00Z');
const recipient = { name: 'Ana', email: 'ana@example.org', language: 'en' } as const;
const notice = (kind: Notice['kind']) =>
  ({
    key: `${kind}:1`,
    kind,
    accountId: 'a1',
    recipient,
    createdAt: new Date('2026-01-01T08:00:00Z'),
  }) as Notice;

const make = ({ token }: { token?: string } = { token: 'secret-token' }) => {
  const sent: Mail[] = [];
  const asked: Parameters<AccountLinks['tokenFor']>[0][] = [];
  const send = sendNotice({
    mailer: { send: async (mail) => ({ kind: 'accepted', answer: `250 ${sent.push(mail)}` }) },
    links: { tokenFor: async (link) => (asked.push(link), token) },
    site: { name: 'Portaria', origin: 'https://join.example.org' },
    now: () => now,
  });
  return { send, sent, asked };
};

it.each([
  ['approved', 'activation', 7 * 24],
  ['password-reset', 'password-reset', 1],
] as const)(
  'gives %s a link that lives from now on, however old the event is',
  async (kind, purpose, hours) => {
    const { send, sent, asked } = make();
    expect(await send(notice(kind))).toEqual({ kind: 'accepted', answer: '250 1' });
    const expiresAt = new Date(now.getTime() + hours * 3_600_000);
    expect(asked).toEqual([{ key: `${kind}:1`, accountId: 'a1', purpose, expiresAt }]);
    expect(sent[0]?.text).toContain('https://join.example.org/set-password/secret-token');
  },
);

it('gives a rejection none', async () => {
  const { send, sent, asked } = make();
  await send(notice('rejected'));
  expect(asked).toEqual([]);
  expect(sent[0]?.text).not.toContain('set-password');
});

it('sends nothing to an account that needs no link any more', async () => {
  const { send, sent } = make({ token: undefined });
  expect(await send(notice('approved'))).toEqual({ kind: 'refused', answer: 'no link is needed any more' });
  expect(sent).toEqual([]);
});

import type { MailTexts } from './mail-texts';

const greeting = 'Hello';
const footer = (site: string): string =>
  `You get this mail because your address was used to ask for an account at ${site}.`;

export const english: MailTexts = {
  approved: ({ site }) => ({
    subject: `Your account at ${site} is ready`,
    greeting,
    before: [`Your request was approved. Choose a password, and you can sign in.`],
    action: 'Choose a password',
    after: ['The link works once, for seven days.'],
    footer: footer(site),
  }),
  rejected: ({ site, reason }) => ({
    subject: `Your request to ${site}`,
    greeting,
    before: [
      reason === undefined
        ? 'Your request for an account was not approved.'
        : 'Your request for an account was not approved. The team wrote:',
    ],
    quote: reason,
    after: [],
    footer: footer(site),
  }),
  'password-reset': ({ site }) => ({
    subject: `A new password for ${site}`,
    greeting,
    before: ['Somebody, probably you, asked for a new password for your account.'],
    action: 'Choose a new password',
    after: ['The link works once, for an hour. If it was not you, there is nothing to do for now.'],
    footer: `You get this mail because you have an account at ${site}.`,
  }),
};

import type { MailTexts } from './mail-texts';

const greeting = 'Olá';
const footer = (site: string): string =>
  `Você recebeu esta mensagem porque seu endereço foi usado para pedir uma conta em ${site}.`;

export const portuguese: MailTexts = {
  approved: ({ site }) => ({
    subject: `Sua conta em ${site} está pronta`,
    greeting,
    before: ['Seu pedido foi aprovado. Escolha uma senha e você já pode entrar.'],
    action: 'Escolher uma senha',
    after: ['O link funciona uma única vez, por sete dias.'],
    footer: footer(site),
  }),
  rejected: ({ site, reason }) => ({
    subject: `Seu pedido para ${site}`,
    greeting,
    before: [
      reason === undefined
        ? 'Seu pedido de conta não foi aprovado.'
        : 'Seu pedido de conta não foi aprovado. A equipe escreveu:',
    ],
    quote: reason,
    after: [],
    footer: footer(site),
  }),
  'password-reset': ({ site }) => ({
    subject: `Uma nova senha para ${site}`,
    greeting,
    before: ['Alguém, provavelmente você, pediu uma nova senha para a sua conta.'],
    action: 'Escolher uma nova senha',
    after: ['O link funciona uma única vez, por uma hora. Se não foi você, não é preciso fazer nada.'],
    footer: `Você recebeu esta mensagem porque tem uma conta em ${site}.`,
  }),
};

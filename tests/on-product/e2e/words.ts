import { readFileSync } from 'node:fs';
import type messages from '@/messages/en.json';

type Words = typeof messages;

const read = (language: string): Words =>
  JSON.parse(readFileSync(`messages/${language}.json`, 'utf8')) as Words;

/** The texts of the pages, so that a better wording does not break a test. */
export const pt = read('pt-BR');
export const en = read('en');

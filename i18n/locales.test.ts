import { describe, expect, it } from 'vitest';
import { isLocale, localeOf, negotiateLocale, otherLanguage } from './locales';

describe('negotiateLocale', () => {
  it.each([
    ['pt-BR,pt;q=0.9,en;q=0.8', 'pt-BR'],
    ['pt-PT', 'pt-BR'],
    ['en-GB,en;q=0.9,pt;q=0.8', 'en'],
    ['en;q=0.5, pt;q=0.7', 'pt-BR'],
    ['de-DE,de;q=0.9,pt;q=0.1', 'pt-BR'],
    ['pt;q=0, de', 'en'],
    ['fr', 'en'],
    ['pt;q=nonsense', 'en'],
    ['', 'en'],
    [null, 'en'],
  ])('reads %s as %s', (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });
});

describe('isLocale', () => {
  it('knows its own languages only', () => {
    expect(isLocale('pt-BR')).toBe(true);
    expect(isLocale('pt')).toBe(false);
    expect(isLocale(undefined)).toBe(false);
  });
});

describe('the language of a page', () => {
  it('is the one that was chosen, else the one that the browser asks for', () => {
    expect(localeOf('en', 'pt-BR')).toBe('en');
    expect(localeOf('de', 'pt-BR')).toBe('pt-BR');
    expect(localeOf(undefined, null)).toBe('en');
  });

  it('is never the one that is offered on its switch', () => {
    expect(otherLanguage('en')).toEqual({ locale: 'pt-BR', name: 'Português' });
    expect(otherLanguage('pt-BR')).toEqual({ locale: 'en', name: 'English' });
  });
});

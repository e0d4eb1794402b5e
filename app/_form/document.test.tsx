import { describe, expect, it } from 'vitest';
import { type FormVisit, renderDocument } from './document';

const visit: FormVisit = {
  locale: 'pt-BR',
  nonce: 'n0nce',
  stamp: '</script><script>alert(1)</script>',
  open: true,
  timeZoneCookie: 'portaria.time-zone',
  script: { href: '/_form/form.js', integrity: 'sha384-x' },
  style: { href: '/_form/style.css', integrity: 'sha384-y' },
  imports: ['/_form/part.js'],
};

describe('the document of the form', () => {
  it('is written in the language of its visitor, with the fields in it', () => {
    const html = renderDocument(visit);
    expect(html).toMatch(/^<!DOCTYPE html><html lang="pt-BR">/);
    for (const name of ['name', 'email', 'reason', 'website']) expect(html).toContain(`name="${name}"`);
    expect(renderDocument({ ...visit, locale: 'en' })).toContain('Send request');
  });

  it('gives each script its nonce, and keeps in its element what the browser takes over', () => {
    const html = renderDocument(visit);
    const scripts = html.match(/<script[^>]*>/g) ?? [];
    expect(scripts).toHaveLength(3);
    for (const script of scripts) expect(script).toContain('nonce="n0nce"');
    const [, props = ''] = /type="application\/json"[^>]*>(.*?)<\/script>/.exec(html) ?? [];
    expect(JSON.parse(props)).toMatchObject({ stamp: visit.stamp, open: true });
  });

  it('says so while no sign-ups are taken', () => {
    const page = (open: boolean) => renderDocument({ ...visit, open }).split('application/json')[0];
    const closed = /estão fechados/;
    expect(page(true)).not.toMatch(closed);
    expect(page(false)).toMatch(closed);
  });
});

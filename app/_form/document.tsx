import { renderToStaticMarkup, renderToString } from 'react-dom/server';
import en from '@/messages/en.json';
import ptBr from '@/messages/pt-BR.json';
import { PAGE_ID, PROPS_ID } from './element-ids';
import { FormPage, type FormPageProps } from './form-page';

const MESSAGES = { en, 'pt-BR': ptBr };

/** A file that the page loads, with the hash that its content must have (Subresource Integrity). */
export type PageFile = { href: string; integrity: string };

export type PageFiles = {
  script: PageFile;
  style: PageFile;
  /** What the script imports, to be asked for together with it. */
  imports: readonly string[];
};

export type FormVisit = Omit<FormPageProps, 'texts'> & PageFiles & { nonce: string };

/** The form as a whole HTML document. */
export const renderDocument = ({ nonce, script, style, imports, ...visit }: FormVisit): string => {
  const { meta, chrome, home, signUp } = MESSAGES[visit.locale];
  const props: FormPageProps = { ...visit, texts: { chrome, home, signUp } };
  const document = renderToStaticMarkup(
    <html lang={visit.locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <link rel="stylesheet" href={style.href} integrity={style.integrity} />
        {imports.map((href) => (
          <link key={href} rel="modulepreload" href={href} />
        ))}
        <script type="module" defer src={script.href} integrity={script.integrity} nonce={nonce} />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f8f9fa" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#101215" />
        <title>{meta.home}</title>
        <meta name="application-name" content="Portaria" />
        <meta name="description" content={meta.description} />
        <link rel="icon" href="/icon.svg" sizes="any" type="image/svg+xml" />
      </head>
      <body className="min-h-dvh font-sans antialiased">
        <div
          id={PAGE_ID}
          dangerouslySetInnerHTML={{ __html: renderToString(<FormPage {...props} nonce={nonce} />) }}
        />
        <script
          id={PROPS_ID}
          type="application/json"
          nonce={nonce}
          dangerouslySetInnerHTML={{ __html: toJson(props) }}
        />
      </body>
    </html>,
  );
  return `<!DOCTYPE html>${document}`;
};

/** JSON in which nothing ends the element that it stands in. */
const toJson = (value: object): string => JSON.stringify(value).replaceAll('<', String.raw`\u003c`);

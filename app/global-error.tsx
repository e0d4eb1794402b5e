'use client';

import './globals.css';
import { buttonLook } from '@/components/ui/button';

/** Shown when the layout itself failed. No messages are loaded then, so this one page is written in both languages. */
const GlobalError = () => (
  <html lang="en">
    <body className="font-sans">
      <main className="mx-auto grid max-w-lg gap-4 px-4 py-24">
        <title>Portaria</title>
        <h1 className="text-2xl font-semibold tracking-tight">Something went wrong on our side</h1>
        <p className="text-ink-soft">Nothing you sent before is lost. Try again in a moment.</p>
        <p lang="pt-BR" className="text-ink-soft">
          Algo deu errado do nosso lado. Nada do que você já enviou se perdeu. Tente de novo daqui a pouco.
        </p>
        <p>
          <a href="/" className={buttonLook({ tone: 'primary' })}>
            Portaria
          </a>
        </p>
      </main>
    </body>
  </html>
);

export default GlobalError;

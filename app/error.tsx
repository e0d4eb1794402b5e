'use client';

import { useTranslations } from 'next-intl';
import { MessagePage } from '@/components/chrome/message-page';
import { Button, buttonLook } from '@/components/ui/button';

/** Stands in for a page that failed. The server has logged why; the visitor is offered to try again or go home. */
const ErrorPage = ({ reset }: { error: Error; reset: () => void }) => {
  const t = useTranslations('problems.error');
  return (
    <main id="content" tabIndex={-1} className="outline-none flex min-h-dvh flex-col">
      <MessagePage heading={t('heading')} text={t('text')}>
        <Button tone="primary" onClick={reset}>
          {t('retry')}
        </Button>
        <a href="/" className={buttonLook({ tone: 'quiet' })}>
          {t('action')}
        </a>
      </MessagePage>
    </main>
  );
};

export default ErrorPage;

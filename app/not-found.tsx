import { getTranslations } from 'next-intl/server';
import { PublicFrame } from '@/app/_chrome/frame';
import { MessagePage } from '@/components/chrome/message-page';
import { buttonLook } from '@/components/ui/button';

const NotFound = async () => {
  const t = await getTranslations('problems.notFound');
  return (
    <PublicFrame>
      <MessagePage heading={t('heading')} text={t('text')}>
        <a href="/" className={buttonLook({ tone: 'primary' })}>
          {t('action')}
        </a>
      </MessagePage>
    </PublicFrame>
  );
};

export default NotFound;

import { useTranslations } from 'next-intl';
import { MessagePage } from '@/components/chrome/message-page';
import { buttonLook } from '@/components/ui/button';

const LinkNotFound = () => {
  const t = useTranslations('status.notFound');
  return (
    <MessagePage heading={t('heading')} text={t('text')}>
      <a href="/" className={buttonLook({ tone: 'primary' })}>
        {t('action')}
      </a>
    </MessagePage>
  );
};

export default LinkNotFound;

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { MessagePage } from '@/components/chrome/message-page';
import { buttonLook } from '@/components/ui/button';

const LinkIsOver = () => {
  const t = useTranslations('setPassword.gone');
  return (
    <MessagePage heading={t('heading')} text={t('text')}>
      <Link href="/forgot-password" className={buttonLook({ tone: 'primary' })}>
        {t('action')}
      </Link>
    </MessagePage>
  );
};

export default LinkIsOver;

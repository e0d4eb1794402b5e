import { useTranslations } from 'next-intl';
import clsx from 'clsx';

/** What to write, and near the limit how much of it is left. */
export const ReasonHint = ({ used, limit }: { used: number; limit: number }) => {
  const t = useTranslations('signUp');
  return (
    <div className="flex flex-wrap justify-between gap-x-4">
      <span>{t('reasonHint')}</span>
      {used > limit * 0.8 && (
        <span className={clsx('tabular-nums', used > limit && 'font-medium text-no')}>
          {t('counter', { used, limit })}
        </span>
      )}
    </div>
  );
};

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { PendingItem, RepeatedSignUp } from '@/src/application/contracts/review';
import { listRepeatedSignUps } from '../api/review';
import { Moment } from '../ui/time';
import { UserText } from '../ui/user-text';

// One that comes while the card is open should be read before the decision.
const REFETCH_INTERVAL_MS = 10_000;

/** What was written in the further sign-ups with this address: whoever mends a text and sends it again is read too. */
export const RepeatedSignUps = ({ item }: { item: PendingItem }) => {
  const t = useTranslations('review.card');
  const { registrationId } = item;
  const { data = [], isError } = useQuery({
    queryKey: ['review', 'repeated', registrationId],
    queryFn: ({ signal }) => listRepeatedSignUps(registrationId, signal),
    refetchInterval: REFETCH_INTERVAL_MS,
  });
  if (data.length === 0 && !(isError && item.repeatedSignUps)) return null;
  return (
    <section className="grid gap-3 border-t border-line pt-5">
      <h3 className="text-sm font-medium text-ink-faint">{t('repeatedWords')}</h3>
      {isError && <p className="text-sm text-ink-soft">{t('repeatedFailed')}</p>}
      <ol className="grid gap-4">
        {data.map((repeated) => (
          <li key={repeated.registrationId} className="grid min-w-0 gap-1 text-sm">
            <Words of={repeated} first={item} />
          </li>
        ))}
      </ol>
    </section>
  );
};

/** What differs from the first sign-up, or that nothing does. */
const Words = ({ of: repeated, first }: { of: RepeatedSignUp; first: PendingItem }) => {
  const t = useTranslations('review.card');
  const isSame = repeated.reason === first.reason && repeated.name === first.name;
  return (
    <>
      <p className="text-ink-faint">
        <Moment iso={repeated.submittedAt} />
      </p>
      {repeated.name !== first.name && (
        <UserText shape="block" className="font-medium">
          {repeated.name}
        </UserText>
      )}
      <div className="leading-relaxed text-ink-soft">
        {isSame ? t('repeatedSame') : <UserText shape="block">{repeated.reason}</UserText>}
      </div>
    </>
  );
};

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { web } from '@/app/_server/composition';
import { DeadLetters } from '@/components/dead-letters/dead-letters';
import type { DeadLetterList } from '@/src/application/contracts/dead-letters';
import { reviewerOrSignIn } from '../reviewer-or-sign-in';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('meta'))('deadLetters'),
});

const DeadLettersPage = async () => {
  await reviewerOrSignIn('/admin/dead-letters');
  return <DeadLetters initial={await firstList()} />;
};

export default DeadLettersPage;

/** Undefined where a broker does not answer: the page then asks by itself, and says what is wrong. */
const firstList = async (): Promise<DeadLetterList | undefined> => {
  try {
    return await web().listDeadLetters();
  } catch (error) {
    web().logger.warn({ err: error }, 'the dead letters could not be read');
    return undefined;
  }
};

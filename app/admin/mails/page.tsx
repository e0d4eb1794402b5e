import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { web } from '@/app/_server/composition';
import { toMailPage } from '@/app/_server/mail-replies';
import { Mails } from '@/components/mails/mails';
import { type MailPage, mailQuery } from '@/src/application/contracts/mails';
import type { Account } from '@/src/domain/account';
import { reviewerOrSignIn } from '../reviewer-or-sign-in';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('meta'))('mails'),
});

const MailsPage = async () => {
  const reviewer = await reviewerOrSignIn('/admin/mails');
  return <Mails initial={await firstPage(reviewer)} />;
};

export default MailsPage;

/** Undefined where Postgres does not answer: the page then asks by itself, and says what is wrong. */
const firstPage = async (viewer: Account): Promise<MailPage | undefined> => {
  try {
    return toMailPage(await web().reviewNotices.page(mailQuery.parse({})), viewer);
  } catch (error) {
    web().logger.warn({ err: error }, 'the mails could not be read');
    return undefined;
  }
};

import { web } from '@/app/_server/composition';
import { toPendingPage } from '@/app/_server/replies';
import { ReviewInbox } from '@/components/review/review-inbox';
import { PAGE_SIZE, type PendingPage } from '@/src/application/contracts/review';
import { reviewerOrSignIn } from './reviewer-or-sign-in';

type Visit = { searchParams: Promise<{ id?: string | string[] }> };

const AdminPage = async ({ searchParams }: Visit) => {
  const { id } = await searchParams;
  const reviewer = await reviewerOrSignIn(
    typeof id === 'string' ? `/admin?${new URLSearchParams({ id })}` : '/admin',
  );
  return (
    <ReviewInbox initial={await firstPage()} reviewerNames={[reviewer.name, reviewer.email, reviewer.id]} />
  );
};

export default AdminPage;

/** Undefined where the stores do not answer: the page then asks by itself, and says what is wrong. */
const firstPage = async (): Promise<PendingPage | undefined> => {
  try {
    return toPendingPage(await web().listPending({ order: 'oldest', limit: PAGE_SIZE }));
  } catch (error) {
    web().logger.warn({ err: error }, 'the first page of the review queue could not be read');
    return undefined;
  }
};

import { awaitMails } from '../../harness/mail-files';
import { newApplicant } from '../../harness/people/people';
import { awaitPending, decide, signIn as signInByApi } from '../../harness/reviewer-session';
import { firstReviewer } from '../../harness/reviewers';
import { signUp } from '../../harness/visitor';
import { expect, test } from './browser-test';
import { expectNoBarriers, pt } from './pages';

/** Somebody who was decided, and has their mail; answers the address. */
const decided = async (verdict: 'approve' | 'reject'): Promise<string> => {
  const form = newApplicant();
  const { registrationId } = await signUp(form);
  const reviewer = await signInByApi(firstReviewer());
  await awaitPending(reviewer, registrationId);
  await decide(reviewer, registrationId, { verdict });
  await awaitMails(form.email);
  return form.email;
};

test('an admin sees each mail, and copies the link of one that no server carries', async ({
  reviewerPage: page,
  expectedErrors,
}) => {
  // The inbox may open a card that is decided at this moment.
  expectedErrors.push(/status of 404/);
  const [approved, rejected] = [await decided('approve'), await decided('reject')];
  await page.getByRole('link', { name: pt.chrome.admin.mails }).click();
  const rowOf = (email: string) => page.getByRole('listitem').filter({ hasText: email });
  await expect(rowOf(approved)).toContainText(pt.mails.state.filed);
  await expect(rowOf(rejected)).toContainText(pt.mails.kind.rejected);
  await expect(rowOf(rejected).getByRole('button')).toHaveCount(0);
  await expectNoBarriers(page);

  await rowOf(approved).getByRole('button', { name: pt.mails.link }).click();
  const link = await rowOf(approved).getByRole('textbox').inputValue();
  await page.goto(link);
  await expect(page.getByText(approved)).toBeVisible();
});

test('a reviewer who is no admin sees the mails, and no link', async ({ anotherReviewer }) => {
  const email = await decided('approve');
  const page = await anotherReviewer('Rita');
  await page.goto('/admin/mails');
  const row = page.getByRole('listitem').filter({ hasText: email });
  await expect(row).toContainText(pt.mails.state.filed);
  await expect(row.getByRole('button')).toHaveCount(0);
});

test('a mail that was refused says why, and is tried again', async ({ reviewerPage: page, stores }) => {
  const email = await decided('reject');
  await stores.postgres.query(
    "UPDATE notices SET sent_at = NULL, is_file = false, refused_at = now(), answer = '550 no such user' WHERE email = $1",
    [email],
  );
  await page.goto('/admin/mails');
  const row = page.getByRole('listitem').filter({ hasText: email });
  await expect(row).toContainText('550 no such user');
  await row.getByRole('button', { name: pt.mails.retry }).click();
  await expect(row).toContainText(pt.mails.state.filed, { timeout: 15_000 });
});

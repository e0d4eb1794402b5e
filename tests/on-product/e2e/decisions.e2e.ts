import type { Page } from 'playwright/test';
import { eventually } from '../../harness/eventually';
import { newApplicant } from '../../harness/people/people';
import { documentWithStatus } from '../../harness/stores/elasticsearch';
import { accountsFor, decisionsFor, tablesThatHold } from '../../harness/stores/postgres';
import { redisKeysWith } from '../../harness/stores/redis';
import { expect, test } from './browser-test';
import { approveButton, cardOf, openCard, pt, rejectOpenCard, rowOf, signUpInBrowser } from './pages';

test('somebody signs up, follows it live, and is approved', async ({ page, reviewerPage, stores }) => {
  const applicant = newApplicant();
  const { link, id } = await signUpInBrowser(page, applicant);
  await page.getByRole('link', { name: pt.signUp.done.follow }).click();
  await expect(page).toHaveURL(link);
  const current = page.locator('li[aria-current=step]');
  await expect(current).toHaveAttribute('data-step', 'pending');

  // The review page was open before the sign-up: it appears there without a reload.
  await openCard(reviewerPage, id);
  await expect(cardOf(reviewerPage, id)).toContainText(applicant.email);
  await expect(cardOf(reviewerPage, id)).toContainText(applicant.reason);
  await approveButton(reviewerPage).click();
  await expect(rowOf(reviewerPage, id)).toHaveCount(0);

  await expect(page.getByRole('heading', { name: pt.status.steps.approved })).toBeVisible();
  await expect(page.locator('[data-step=approved]')).toBeVisible();
  expect(await accountsFor(stores, [id])).toMatchObject([{ name: applicant.name, email: applicant.email }]);
  expect(await decisionsFor(stores, [id])).toMatchObject([{ verdict: 'approve' }]);
  expect(await redisKeysWith(stores, applicant.email)).toEqual([]);
  await documentWithStatus(stores, id, 'approved');
});

test('somebody is rejected with a reason, and their data stays in Postgres only with the mail that is owed to them', async ({
  page,
  reviewerPage,
  stores,
}) => {
  const applicant = newApplicant();
  const { link, id } = await signUpInBrowser(page, applicant);
  await page.goto(link);
  await openCard(reviewerPage, id);
  await rejectOpenCard(reviewerPage, 'As vagas deste semestre acabaram.');
  await expect(rowOf(reviewerPage, id)).toHaveCount(0);

  await expect(page.getByRole('heading', { name: pt.status.steps.rejected })).toBeVisible();
  await expect(page.getByText('As vagas deste semestre acabaram.')).toBeVisible();
  expect(await accountsFor(stores, [id])).toEqual([]);
  expect(await decisionsFor(stores, [id])).toMatchObject([
    { verdict: 'reject', reason: 'As vagas deste semestre acabaram.' },
  ]);
  expect(await tablesThatHold(stores, applicant.email)).toEqual(['public.notices']);
  expect(await redisKeysWith(stores, applicant.email)).toEqual([]);
  await documentWithStatus(stores, id, 'rejected');
});

test('two reviewers decide the same card: one outcome, and the other one learns who', async ({
  page,
  anotherReviewer,
  stores,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 409/, /status of 404/);
  const [bia, caio] = [await anotherReviewer('Bia'), await anotherReviewer('Caio')];
  const { id } = await signUpInBrowser(page, newApplicant());
  await openCard(bia, id);
  await openCard(caio, id);

  await holdUntilAllDecide([bia, caio]);
  await approveButton(bia).click();
  await rejectOpenCard(caio, 'Fui mais rápido.');
  await expect(rowOf(bia, id)).toHaveCount(0);
  await expect(rowOf(caio, id)).toHaveCount(0);

  // The rows leave at once, before the server has answered.
  const decision = await eventually('a decision', async () => (await decisionsFor(stores, [id]))[0]);
  const biaWon = decision.verdict === 'approve';
  const [loser, winner] = biaWon ? [caio, 'Bia'] : [bia, 'Caio'];
  await expect(loser.getByText(new RegExp(`${winner}\\S* (aprovou|recusou)`, 'i')).first()).toBeVisible();
  expect(await decisionsFor(stores, [id])).toHaveLength(1);
  expect(await accountsFor(stores, [id])).toHaveLength(biaWon ? 1 : 0);
});

test('a card that somebody else decides says so while it is open', async ({
  page,
  anotherReviewer,
  reviewerPage,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 404/);
  const { id } = await signUpInBrowser(page, newApplicant());
  const bia = await anotherReviewer('Bia');
  await openCard(reviewerPage, id);
  await openCard(bia, id);
  await approveButton(bia).click();
  await expect(reviewerPage.getByText(/Bia\S* aprovou/i).first()).toBeVisible();
  await expect(approveButton(reviewerPage)).toHaveCount(0);
});

test('decisions can be made with the keyboard alone', async ({ page, reviewerPage, stores }) => {
  const { id } = await signUpInBrowser(page, newApplicant());
  await openCard(reviewerPage, id);
  await reviewerPage.keyboard.press('r');
  await reviewerPage.getByLabel(pt.review.decision.reason).fill('Pelo teclado.');
  await reviewerPage.keyboard.press('Control+Enter');
  await expect(rowOf(reviewerPage, id)).toHaveCount(0);
  await expect
    .poll(() => decisionsFor(stores, [id]))
    .toMatchObject([{ verdict: 'reject', reason: 'Pelo teclado.' }]);
});

/** Holds each page's decision back until all of them have sent theirs, so that they reach the server together. */
const holdUntilAllDecide = async (pages: Page[]): Promise<void> => {
  let release = (): void => undefined;
  const allDecided = new Promise<void>((resolve) => (release = resolve));
  let decided = 0;
  for (const page of pages) {
    await page.route('**/decision', async (route) => {
      decided += 1;
      if (decided === pages.length) release();
      await allDecided;
      await route.continue();
    });
  }
};

import type { Page } from 'playwright/test';
import { newApplicant } from '../../harness/people/people';
import { firstReviewer } from '../../harness/reviewers';
import { decisionsFor } from '../../harness/stores/postgres';
import { signUp } from '../../harness/visitor';
import { expect, fillIn, test } from './browser-test';
import {
  approveButton,
  cardOf,
  fillSignUp,
  openCard,
  pt,
  rejectOpenCard,
  sendButton,
  signUpInBrowser,
} from './pages';

const words = pt.review.decision;
const A_WHILE_MS = 30_000;

/** Answers the next requests for a path as the server does in an outage, or with another problem. */
const answerWith = (
  page: Page,
  path: string,
  problem: { status: number; errors?: object[] },
): Promise<unknown> =>
  page.route(path, (route) =>
    route.request().method() === 'GET'
      ? route.fallback()
      : route.fulfill({ ...problem, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
  );

const isFocusLost = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.activeElement === document.body);

test('after a sign-up that could not be taken the focus stays, and the message too', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 503/);
  await page.goto('/');
  await answerWith(page, '**/api/registrations', { status: 503 });
  await fillSignUp(page, newApplicant());
  await sendButton(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: pt.signUp.unavailable })).toBeVisible();
  await expect(page.getByRole('button', { name: pt.signUp.tryAgain })).toBeFocused();
  await page.unroute('**/api/registrations');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: pt.signUp.done.heading }).waitFor();
});

test('a decision that could not be recorded says so until it is tried again or dismissed', async ({
  page,
  reviewerPage,
  stores,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 503/);
  await reviewerPage.clock.install();
  await reviewerPage.reload();
  const { id } = await signUpInBrowser(page, newApplicant());
  await openCard(reviewerPage, id);
  await reviewerPage.clock.runFor(1_000);
  await answerWith(reviewerPage, '**/decision', { status: 503 });
  await approveButton(reviewerPage).click();
  const alert = reviewerPage.getByRole('alert').filter({ hasText: words.retry });
  await expect(alert).toBeVisible();
  expect(await isFocusLost(reviewerPage)).toBe(false);
  await reviewerPage.clock.runFor(A_WHILE_MS);
  await expect(alert).toBeVisible();
  await reviewerPage.unroute('**/decision');
  await alert.getByRole('button', { name: words.retry }).press('Enter');
  await expect(alert).toHaveCount(0);
  expect(await isFocusLost(reviewerPage)).toBe(false);
  await expect.poll(() => decisionsFor(stores, [id])).toMatchObject([{ verdict: 'approve' }]);
});

test('a reason that the server refuses is told beside it, and kept', async ({
  page,
  reviewerPage,
  stores,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 422/, /status of 503/);
  const { id } = await signUpInBrowser(page, newApplicant());
  await openCard(reviewerPage, id);
  const errors = [{ field: 'reason', code: 'nothing_to_read', detail: 'reason' }];
  await answerWith(reviewerPage, '**/decision', { status: 422, errors });
  await rejectOpenCard(reviewerPage, 'Faltam dados.');
  const field = reviewerPage.getByLabel(words.reason);
  await expect(field).toHaveAccessibleDescription(new RegExp(words.errors.nothing_to_read));
  await expect(field).toHaveValue('Faltam dados.');
  await expect(field).toBeFocused();
  await reviewerPage.unroute('**/decision');

  await answerWith(reviewerPage, '**/decision', { status: 503 });
  await field.press('Control+Enter');
  await expect(reviewerPage.getByRole('alert').filter({ hasText: words.notRecorded })).toBeVisible();
  await expect(field).toHaveValue('Faltam dados.');
  await expect(field).toBeFocused();
  await reviewerPage.unroute('**/decision');
  await field.press('Control+Enter');
  await expect.poll(() => decisionsFor(stores, [id])).toMatchObject([{ reason: 'Faltam dados.' }]);
});

test('an ended session is not called live, and signing in again leads back to the card and its reason', async ({
  page,
  reviewerPage,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 401/);
  const { id } = await signUpInBrowser(page, newApplicant());
  await openCard(reviewerPage, id);
  await reviewerPage.getByRole('button', { name: words.reject, exact: true }).click();
  await reviewerPage.getByLabel(words.reason).fill('Ainda não.');
  await reviewerPage.context().clearCookies();
  await signUp(newApplicant());
  await expect(reviewerPage.locator('[data-connection]')).toHaveAttribute('data-connection', 'ended');
  await expect(reviewerPage.getByRole('alert').filter({ hasText: pt.chrome.session.ended })).toBeVisible();
  await reviewerPage.getByRole('link', { name: pt.chrome.session.signIn }).click();
  await fillIn(reviewerPage, firstReviewer());
  await expect(cardOf(reviewerPage, id)).toBeVisible();
  await reviewerPage.getByRole('button', { name: words.reject, exact: true }).click();
  await expect(reviewerPage.getByLabel(words.reason)).toHaveValue('Ainda não.');
});

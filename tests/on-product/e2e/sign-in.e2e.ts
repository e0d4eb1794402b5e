import { newApplicant } from '../../harness/people/people';
import { firstReviewer } from '../../harness/reviewers';
import { reachStatus, signUp } from '../../harness/visitor';
import { expect, fillIn, signIn, test } from './browser-test';
import { cardOf, pt } from './pages';

test('the review page asks to sign in first, and a wrong password is told', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 401/);
  await page.goto('/admin');
  await expect(page).toHaveURL(/\/signin/);
  await fillIn(page, { ...firstReviewer(), password: 'wrong' });
  await expect(page.getByText(pt.signIn.failed)).toBeVisible();
});

test('after signing in one is never sent to another site', async ({ page }) => {
  await page.goto('/signin?callbackUrl=https%3A%2F%2Felsewhere.example%2F');
  await fillIn(page, firstReviewer());
  await expect(page).toHaveURL(/localhost:\d+\/admin/);
});

test('a link to a card asks to sign in first, and leads to that card', async ({ page }) => {
  const { registrationId, statusUrl } = await signUp(newApplicant());
  await reachStatus(statusUrl, 'pending');
  await page.goto(`/admin?id=${registrationId}`);
  await expect(page).toHaveURL(/\/signin/);
  await fillIn(page, firstReviewer());
  await expect(page).toHaveURL(`/admin?id=${registrationId}`);
  await expect(cardOf(page, registrationId)).toBeVisible();
});

test('the dead letters ask to sign in first', async ({ page }) => {
  await page.goto('/admin/dead-letters');
  await expect(page).toHaveURL(/\/signin/);
  await fillIn(page, firstReviewer());
  await expect(page).toHaveURL('/admin/dead-letters');
});

test('signing out ends the session', async ({ page, expectedErrors }) => {
  // The stream tells the page of it at once, which then asks for the list.
  expectedErrors.push(/status of 401/);
  await signIn(page, firstReviewer());
  await page.getByRole('button', { name: pt.chrome.signOut }).click();
  await expect(page.getByRole('button', { name: pt.chrome.signOut })).toHaveCount(0);
  await page.goto('/admin');
  await expect(page).toHaveURL(/\/signin/);
});

test('signing out in one tab leaves the dashboard in the others', async ({
  page,
  context,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 401/);
  await signIn(page, firstReviewer());
  const other = await context.newPage();
  await other.goto('/admin/dead-letters');
  await page.getByRole('button', { name: pt.chrome.signOut }).click();
  await expect(other).toHaveURL(/\/signin/);
});

test('signing out in one tab leaves the dashboard also where a tab is not ready yet', async ({
  page,
  context,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 401/);
  await signIn(page, firstReviewer());
  const other = await context.newPage();
  await other.route('**/_next/static/**/*.js', async (route) => {
    await expect(page).toHaveURL(/\/signin/);
    await route.continue();
  });
  await other.goto('/admin/dead-letters', { waitUntil: 'commit' });
  await page.getByRole('button', { name: pt.chrome.signOut }).click();
  await expect(other).toHaveURL(/\/signin/);
});

test('who blocks cookies is told so, and not that the password is wrong', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 403/);
  await page.route('**/api/auth/**', async (route) => {
    const response = await route.fetch();
    await page.context().clearCookies();
    await route.fulfill({ response, headers: { 'content-type': 'application/json' } });
  });
  await page.goto('/signin');
  await fillIn(page, firstReviewer());
  await expect(page.getByText(pt.signIn.noCookies)).toBeVisible();
});

for (const { status, headers, sentence } of [
  { status: 503, headers: {}, sentence: pt.signIn.unavailable },
  {
    status: 429,
    headers: { 'retry-after': '600' },
    sentence: 'Tentativas demais. Tente de novo em 10 minutos.',
  },
]) {
  test(`an answer of ${status} is told as what it is`, async ({ page, expectedErrors }) => {
    expectedErrors.push(new RegExp(`status of ${status}`));
    await page.route('**/api/auth/callback/**', (route) => route.fulfill({ status, headers, json: {} }));
    await page.goto('/signin');
    await fillIn(page, { email: 'ana@example.org', password: 'x' });
    await expect(page.getByText(sentence)).toBeVisible();
  });
}

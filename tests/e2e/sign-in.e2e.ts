import { firstReviewer } from '../support/reviewers';
import { expect, signIn, test } from './browser-test';
import { pt } from './words';

test('the review page asks to sign in first, and a wrong password is told', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 401/);
  await page.goto('/admin');
  await expect(page).toHaveURL(/\/signin/);
  await page.getByLabel(pt.signIn.email).fill(firstReviewer().email);
  await page.getByLabel(pt.signIn.password, { exact: true }).fill('wrong');
  await page.getByRole('button', { name: pt.signIn.submit }).click();
  await expect(page.getByText(pt.signIn.failed)).toBeVisible();
});

test('after signing in one is never sent to another site', async ({ page }) => {
  await page.goto('/signin?callbackUrl=https%3A%2F%2Felsewhere.example%2F');
  const { email, password } = firstReviewer();
  await page.getByLabel(pt.signIn.email).fill(email);
  await page.getByLabel(pt.signIn.password, { exact: true }).fill(password);
  await page.getByRole('button', { name: pt.signIn.submit }).click();
  await expect(page).toHaveURL(/localhost:\d+\/admin/);
});

test('signing out ends the session', async ({ page }) => {
  await signIn(page, firstReviewer());
  await page.getByRole('button', { name: pt.chrome.signOut }).click();
  await expect(page.getByRole('button', { name: pt.chrome.signOut })).toHaveCount(0);
  await page.goto('/admin');
  await expect(page).toHaveURL(/\/signin/);
});

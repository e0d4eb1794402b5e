import type { Page } from 'playwright/test';
import { awaitMails, passwordLinkIn } from '../../harness/mail-files';
import { newApplicant } from '../../harness/people/people';
import { awaitPending, decide, signIn as signInByApi } from '../../harness/reviewer-session';
import { firstReviewer } from '../../harness/reviewers';
import { signUp } from '../../harness/visitor';
import { expect, fillIn, test } from './browser-test';
import { en, expectNoBarriers, pt, signUpInBrowser } from './pages';

const PASSWORD = 'quatro palavras bem simples';

const approve = async (id: string): Promise<void> => {
  const reviewer = await signInByApi(firstReviewer());
  await awaitPending(reviewer, id);
  await decide(reviewer, id, { verdict: 'approve' });
};

/** Somebody who was approved, at the page to which the link in the mail leads. */
const followLink = async (page: Page): Promise<string> => {
  const form = newApplicant();
  const { registrationId } = await signUp(form);
  await approve(registrationId);
  const [mail] = await awaitMails(form.email);
  await page.goto(passwordLinkIn(mail!));
  return form.email;
};

const choose = async (page: Page, password: string): Promise<void> => {
  await page.getByLabel(pt.password.new, { exact: true }).fill(password);
  await page.getByRole('button', { name: pt.setPassword.submit }).click();
};

test('from the form to the account: sign up, be approved, choose a password, be signed in', async ({
  page,
}) => {
  const form = newApplicant();
  const { id } = await signUpInBrowser(page, form);
  await approve(id);
  const [mail] = await awaitMails(form.email);
  // The mail speaks the language of the page.
  expect(mail!.text).toContain('Content-Language: pt-BR');
  await page.goto(passwordLinkIn(mail!));
  await expect(page.getByText(form.email)).toBeVisible();
  await choose(page, PASSWORD);
  await expect(page).toHaveURL('/account');
  await expect(page.getByRole('heading', { name: pt.account.heading, level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: pt.account.dashboard })).toHaveCount(0);
  await page.goto('/admin');
  await expect(page).toHaveURL('/account');
});

test('a password that many use is refused beside its field, and what was typed stays', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 422/);
  await followLink(page);
  await choose(page, 'password1');
  const field = page.getByLabel(pt.password.new, { exact: true });
  await expect(field).toHaveAccessibleDescription(new RegExp(pt.password.faults.common));
  await expect(field).toHaveValue('password1');
  await expect(field).toBeFocused();
});

test('a link that was used says so, and where to get another one', async ({ page, expectedErrors }) => {
  expectedErrors.push(/status of 404/);
  const email = await followLink(page);
  const used = page.url();
  await choose(page, PASSWORD);
  await expect(page).toHaveURL('/account');
  await page.goto(used);
  await expect(page.getByRole('heading', { name: pt.setPassword.gone.heading })).toBeVisible();
  await page.getByRole('link', { name: pt.setPassword.gone.action }).click();
  await page.getByLabel(pt.forgotPassword.email).fill(email);
  await page.getByRole('button', { name: pt.forgotPassword.submit }).click();
  await expect(page.getByRole('heading', { name: pt.forgotPassword.sent.heading })).toBeVisible();
  const mails = await awaitMails(email, 2);
  expect(mails.some(({ name }) => name.includes('password-reset'))).toBe(true);
});

test('the account: another name and password, and signing out everywhere', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 422/);
  const email = await followLink(page);
  await choose(page, PASSWORD);
  await page.getByRole('textbox', { name: pt.account.name.label }).fill('Zélia Ângela');
  await page.getByRole('button', { name: pt.account.name.save, exact: true }).click();
  await expect(page.getByText(pt.account.name.saved)).toBeVisible();

  await page.getByLabel(pt.account.password.current, { exact: true }).fill('errada');
  await page.getByLabel(pt.password.new, { exact: true }).fill('outras cinco palavras simples');
  await page.getByRole('button', { name: pt.account.password.save }).click();
  await expect(page.getByText(pt.account.password.wrong)).toBeVisible();
  await page.getByLabel(pt.account.password.current, { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: pt.account.password.save }).click();
  await expect(page.getByText(pt.account.password.saved)).toBeVisible();

  await page.getByRole('button', { name: pt.account.sessions.action }).click();
  await expect(page).toHaveURL('/signin');
  await fillIn(page, { email, password: 'outras cinco palavras simples' });
  await expect(page).toHaveURL('/account');
  await expect(page.getByRole('textbox', { name: pt.account.name.label })).toHaveValue('Zélia Ângela');
});

test.describe('in English', () => {
  test.use({ locale: 'en-GB' });
  test('the pages of the account', async ({ page }) => {
    await page.goto('/signin');
    await page.getByRole('link', { name: en.signIn.forgot }).click();
    await expect(page.getByRole('heading', { name: en.forgotPassword.heading })).toBeVisible();
    await followLink(page);
    await expect(page.getByRole('heading', { name: en.setPassword.heading.activation })).toBeVisible();
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });
    test('no page of the account has barriers', async ({ page, expectedErrors }) => {
      expectedErrors.push(/status of 4\d\d/);
      await page.goto('/forgot-password');
      await expectNoBarriers(page);
      await page.goto('/set-password/nothing');
      await expectNoBarriers(page);
      await followLink(page);
      await expectNoBarriers(page);
      await choose(page, 'password1');
      await expect(page.getByText(pt.password.faults.common)).toBeVisible();
      await expectNoBarriers(page);
      await choose(page, PASSWORD);
      await expect(page).toHaveURL('/account');
      await expectNoBarriers(page);
    });
  });
}

import type { Route } from 'playwright/test';
import type { AcceptedRegistration } from '@/src/application/contracts/registration-form';
import { controlServer } from '../../harness/control';
import { newApplicant } from '../../harness/people/people';
import { messagesWritten } from '../../harness/stores/kafka';
import { reachStatus } from '../../harness/visitor';
import { untilReady } from '../../harness/web-client';
import { expect, test } from './browser-test';
import { cardOf, fillSignUp, openCard, privateLink, pt, rowOf, sendButton, signUpInBrowser } from './pages';

test('an empty form names each field and sends nothing', async ({ page, stores }) => {
  const before = await messagesWritten(stores, 'registrations.submitted');
  await page.goto('/');
  await sendButton(page).click();
  const { name, email, reason } = pt.signUp.errors;
  for (const text of [name.required, email.required, reason.required]) {
    await expect(page.getByText(text)).toBeVisible();
  }
  await expect(page.getByLabel(pt.signUp.name, { exact: true })).toBeFocused();
  expect(await messagesWritten(stores, 'registrations.submitted')).toBe(before);
});

test('a wrong address is told beside its field, and gone when it is mended', async ({ page }) => {
  await page.goto('/');
  await fillSignUp(page, newApplicant({ email: 'ana.example.org' }));
  await sendButton(page).click();
  await expect(page.getByText(pt.signUp.errors.email.invalid_email)).toBeVisible();
  await page.getByLabel(pt.signUp.email, { exact: true }).fill('ana@example.org');
  await expect(page.getByText(pt.signUp.errors.email.invalid_email)).toHaveCount(0);
});

test('a character that cannot be taken is named with its place', async ({ page }) => {
  await page.goto('/');
  await fillSignUp(page, newApplicant({ name: 'Ana Li\u200bma' }));
  await sendButton(page).click();
  const name = page.getByLabel(pt.signUp.name, { exact: true });
  await expect(page.getByText(/\b7º .*\(U\+200B\)/)).toBeVisible();
  await expect(name).toBeFocused();
  await name.fill('\u200eعلی\u200cرضا ');
  await expect(page.getByText(/\(U\+200B\)/)).toHaveCount(0);
});

test('an address in another alphabet is taken, and read in both forms', async ({ page, reviewerPage }) => {
  const applicant = newApplicant();
  const email = applicant.email.replace(/@.*/, '@exämple.org');
  const { id } = await signUpInBrowser(page, { ...applicant, email });
  await openCard(reviewerPage, id);
  for (const place of [rowOf(reviewerPage, id), cardOf(reviewerPage, id)]) {
    await expect(place.getByText('@exämple.org')).toBeVisible();
    await expect(place.getByText('(xn--exmple-cua.org)')).toBeVisible();
  }
});

test('a double click is one registration', async ({ page, stores }) => {
  const before = await messagesWritten(stores, 'registrations.submitted');
  await page.goto('/');
  await fillSignUp(page, newApplicant());
  await sendButton(page).dblclick();
  await page.getByRole('heading', { name: pt.signUp.done.heading }).waitFor();
  expect(await messagesWritten(stores, 'registrations.submitted')).toBe(before + 1);
});

test('what was typed outlives a reload', async ({ page }) => {
  const applicant = newApplicant();
  await page.goto('/');
  await fillSignUp(page, applicant);
  await page.reload();
  await expect(page.getByLabel(pt.signUp.reason, { exact: true })).toHaveValue(applicant.reason);
});

test('while Kafka is away the form keeps what was typed, and the same one succeeds later', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 503/);
  test.setTimeout(150_000);
  const applicant = newApplicant();
  await page.goto('/');
  await fillSignUp(page, applicant);
  await controlServer('kafka', 'stop');
  try {
    await sendButton(page).click();
    await expect(page.getByText(pt.signUp.unavailable)).toBeVisible();
    await expect(page.getByLabel(pt.signUp.name, { exact: true })).toHaveValue(applicant.name);
    await expect(page.getByLabel(pt.signUp.email, { exact: true })).toHaveValue(applicant.email);
    await expect(page.getByLabel(pt.signUp.reason, { exact: true })).toHaveValue(applicant.reason);
  } finally {
    await controlServer('kafka', 'start');
  }
  await untilReady();
  await page.getByRole('button', { name: pt.signUp.tryAgain, exact: true }).click({ timeout: 30_000 });
  await page.getByRole('heading', { name: pt.signUp.done.heading }).waitFor();
  const { pathname, search } = new URL(await privateLink(page));
  await reachStatus(`${pathname}${search}`, 'pending', 60_000);
});

test('a text that was edited after a failure is seen by its reviewer', async ({
  page,
  reviewerPage,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 503/);
  const applicant = newApplicant();
  const edited = `${applicant.reason} And I bring my own tools.`;
  let first: AcceptedRegistration | undefined;
  const acceptedThenFailed = async (route: Route): Promise<void> => {
    first = (await (await route.fetch()).json()) as AcceptedRegistration;
    await route.fulfill({ status: 503, headers: { 'retry-after': '0' }, body: '' });
  };
  await page.goto('/');
  await fillSignUp(page, applicant);
  // The worst case: it was accepted, and the visitor was told that it was not.
  await page.route('**/api/registrations', acceptedThenFailed, { times: 1 });
  await sendButton(page).click();
  await expect(page.getByText(pt.signUp.unavailable)).toBeVisible();
  await page.getByLabel(pt.signUp.reason, { exact: true }).fill(edited);
  await page.getByRole('button', { name: pt.signUp.tryAgain, exact: true }).click();
  await page.getByRole('heading', { name: pt.signUp.done.heading }).waitFor();
  const { pathname, search } = new URL(await privateLink(page));
  await reachStatus(`${pathname}${search}`, 'pending');
  const id = first?.registrationId ?? '';
  expect(pathname).not.toContain(id);
  await openCard(reviewerPage, id);
  await expect(cardOf(reviewerPage, id).getByText(applicant.reason, { exact: true })).toBeVisible();
  await expect(cardOf(reviewerPage, id).getByText(edited, { exact: true })).toBeVisible();
});

test('a wrong private link leads to a page that says so', async ({ page, expectedErrors }) => {
  expectedErrors.push(/status of 404/);
  const { link } = await signUpInBrowser(page, newApplicant());
  await page.goto(`${link.slice(0, -4)}AAAA`);
  await expect(page.getByRole('heading', { name: pt.status.notFound.heading })).toBeVisible();
});

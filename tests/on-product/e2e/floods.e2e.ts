import { newApplicant } from '../../harness/people/people';
import { startOwnWeb, type OwnWeb } from '../../harness/processes/own-web';
import { expect, test } from './browser-test';
import { fillSignUp, pt, sendButton } from './pages';

/** Runs beside the product a web process with these limits, and ends it whatever happens. */
const withLimits = async (variables: Record<string, string>, drive: (web: OwnWeb) => Promise<void>) => {
  const web = await startOwnWeb(variables);
  try {
    await drive(web);
  } finally {
    await web.stop();
  }
};

test('a form that asks for work and time is sent by itself, and over the limit it keeps what was typed', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push(/status of (428|429)/);
  const limits = { PROOF_OF_WORK: 'always', SIGN_UP_MIN_SECONDS: '3', LIMIT_SIGN_UPS_PER_NETWORK: '1/3600' };
  await withLimits(limits, async ({ url }) => {
    await page.goto(url);
    await fillSignUp(page, newApplicant());
    await sendButton(page).click();
    await page.getByRole('heading', { name: pt.signUp.done.heading }).waitFor();

    await page.getByRole('button', { name: pt.signUp.done.another }).click();
    const applicant = newApplicant();
    await fillSignUp(page, applicant);
    await sendButton(page).click();
    await expect(page.getByText(pt.signUp.rateLimited)).toBeVisible();
    await expect(page.getByLabel(pt.signUp.reason, { exact: true })).toHaveValue(applicant.reason);
    await expect(page.getByRole('button', { name: /Tentar de novo em \d+ minutos/ })).toBeDisabled();
  });
});

test('a form that is closed says so, and keeps what was typed', async ({ page, expectedErrors }) => {
  expectedErrors.push(/status of 503/);
  await withLimits({ BACKLOG_CAP: '1' }, async ({ url }) => {
    const applicant = newApplicant();
    await page.goto(url);
    await expect(page.getByText(pt.signUp.closed)).toBeVisible();
    await fillSignUp(page, applicant);
    await sendButton(page).click();
    await expect(page.getByRole('alert').getByText(pt.signUp.closed)).toBeVisible();
    await expect(page.getByLabel(pt.signUp.name, { exact: true })).toHaveValue(applicant.name);
  });
});

test('a field that nobody sees is out of reach of keyboard and screen reader, and is told when it is filled in', async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 422/);
  await page.goto('/');
  const trap = page.locator('input[name="website"]');
  await expect(trap).toHaveAttribute('tabindex', '-1');
  await expect(page.getByRole('textbox')).toHaveCount(3);
  await fillSignUp(page, newApplicant());
  await trap.evaluate((input: HTMLInputElement) => void (input.value = 'https://example.org'));
  await sendButton(page).click();
  await expect(page.getByText(pt.signUp.trapped)).toBeVisible();
  await page.getByRole('button', { name: pt.signUp.tryAgain, exact: true }).click();
  await page.getByRole('heading', { name: pt.signUp.done.heading }).waitFor();
});

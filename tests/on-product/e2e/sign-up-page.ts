import type { Page } from 'playwright/test';
import type { RegistrationForm } from '@/src/application/contracts/registration-form';
import { pt } from './words';

/** Fills in the form of the home page and does not send it yet. */
export const fillSignUp = async (page: Page, { name, email, reason }: RegistrationForm): Promise<void> => {
  await page.getByLabel(pt.signUp.name, { exact: true }).fill(name);
  await page.getByLabel(pt.signUp.email, { exact: true }).fill(email);
  await page.getByLabel(pt.signUp.reason, { exact: true }).fill(reason);
};

export const sendButton = (page: Page) => page.getByRole('button', { name: pt.signUp.send });

/** The private link that the confirmation shows, as a whole address. */
export const privateLink = (page: Page): Promise<string> =>
  page.getByLabel(pt.signUp.done.linkLabel).inputValue();

/** Signs up in the browser; gives the private link and the id in it. */
export const signUpInBrowser = async (
  page: Page,
  form: RegistrationForm,
): Promise<{ link: string; id: string }> => {
  await page.goto('/');
  await fillSignUp(page, form);
  await sendButton(page).click();
  await page.getByRole('heading', { name: pt.signUp.done.heading }).waitFor();
  const link = await privateLink(page);
  return { link, id: new URL(link).pathname.split('/').at(-1) ?? '' };
};

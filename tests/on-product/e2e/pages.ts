import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page } from 'playwright/test';
import type messages from '@/messages/en.json';
import type { RegistrationForm } from '@/src/application/contracts/registration-form';

type Words = typeof messages;

const read = (language: string): Words =>
  JSON.parse(readFileSync(`messages/${language}.json`, 'utf8')) as Words;

/** The texts of the pages, so that a better wording does not break a test. */
export const pt = read('pt-BR');
export const en = read('en');

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

/** The row of a registration in the list. */
export const rowOf = (page: Page, id: string): Locator => page.locator(`li[data-registration-id="${id}"]`);

/** The card of a registration. */
export const cardOf = (page: Page, id: string): Locator =>
  page.locator(`article[data-registration-id="${id}"]`);

/** Waits for the registration in the list, newest first, and opens its card, until it has been on screen for a while. */
export const openCard = async (page: Page, id: string): Promise<void> => {
  await page.getByRole('button', { name: pt.review.order.newest }).click();
  await rowOf(page, id).getByRole('link').click();
  await cardOf(page, id).waitFor();
  await untilItCanBeDecided(page);
};

/** Keys and clicks act on a card once it has been on screen long enough for it to be read. */
export const untilItCanBeDecided = (page: Page): Promise<void> => expect(approveButton(page)).toBeEnabled();

export const approveButton = (page: Page): Locator =>
  page.getByRole('button', { name: pt.review.decision.approve, exact: true });

/** Rejects the open card, with the reason typed. */
export const rejectOpenCard = async (page: Page, reason: string): Promise<void> => {
  await page.getByRole('button', { name: pt.review.decision.reject, exact: true }).click();
  await page.getByLabel(pt.review.decision.reason).fill(reason);
  await page.getByRole('button', { name: pt.review.decision.confirmReject }).click();
};

/** Fails with the rule and the place of everything axe finds wrong. */
export const expectNoBarriers = async (page: Page): Promise<void> => {
  // Colours are judged as they stand at last, not in the middle of an entrance.
  await page.evaluate(() => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    return Promise.allSettled(ending.map(({ finished }) => finished)).then(() => true);
  });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
  ).toEqual([]);
};

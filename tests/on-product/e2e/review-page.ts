import type { Locator, Page } from 'playwright/test';
import { pt } from './words';

/** The row of a registration in the list. */
export const rowOf = (page: Page, id: string): Locator => page.locator(`li[data-registration-id="${id}"]`);

/** The card of a registration. */
export const cardOf = (page: Page, id: string): Locator =>
  page.locator(`article[data-registration-id="${id}"]`);

/** Waits for the registration in the list, newest first, and opens its card. */
export const openCard = async (page: Page, id: string): Promise<void> => {
  await page.getByRole('button', { name: pt.review.order.newest }).click();
  await rowOf(page, id).getByRole('link').click();
  await cardOf(page, id).waitFor();
};

export const approveButton = (page: Page): Locator =>
  page.getByRole('button', { name: pt.review.decision.approve, exact: true });

/** Rejects the open card, with the reason typed. */
export const rejectOpenCard = async (page: Page, reason: string): Promise<void> => {
  await page.getByRole('button', { name: pt.review.decision.reject, exact: true }).click();
  await page.getByLabel(pt.review.decision.reason).fill(reason);
  await page.getByRole('button', { name: pt.review.decision.confirmReject }).click();
};

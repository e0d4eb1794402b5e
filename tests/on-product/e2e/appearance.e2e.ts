import type { Page } from 'playwright/test';
import { newApplicant } from '../../harness/people/people';
import { firstReviewer } from '../../harness/reviewers';
import { expect, signIn, test } from './browser-test';
import { approveButton, cardOf, en, openCard, pt, rowOf, signUpInBrowser } from './pages';

const html = (page: Page) => page.locator('html');

test('the language follows the browser, can be switched, and stays', async ({ page }) => {
  await page.goto('/');
  await expect(html(page)).toHaveAttribute('lang', 'pt-BR');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(html(page)).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('button', { name: en.signUp.send })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: en.signUp.send })).toBeVisible();
});

test.describe('a browser that speaks German', () => {
  test.use({ locale: 'de-DE' });
  test('gets English', async ({ page }) => {
    await page.goto('/');
    await expect(html(page)).toHaveAttribute('lang', 'en');
  });
});

test('the theme can be switched, and stays', async ({ page }) => {
  await page.goto('/');
  const background = (): Promise<string> =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const before = await background();
  await page.getByRole('button', { name: pt.chrome.theme }).click();
  await expect.poll(background).not.toBe(before);
  const after = await background();
  await page.reload();
  await expect.poll(background).toBe(after);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });

  const fitsItsWidth = async (page: Page): Promise<void> => {
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  };

  test('sign-up, status and review work, and no page is wider than the screen', async ({ page }) => {
    const { link, id } = await signUpInBrowser(page, newApplicant());
    await fitsItsWidth(page);
    await page.goto(link);
    await expect(page.locator('li[aria-current=step]')).toHaveAttribute('data-step', 'pending');
    await fitsItsWidth(page);

    await signIn(page, firstReviewer());
    await fitsItsWidth(page);
    await openCard(page, id);
    await fitsItsWidth(page);
    await page.goBack();
    await expect(cardOf(page, id)).toBeHidden();
    await rowOf(page, id).getByRole('link').click();
    await expect(approveButton(page)).toBeInViewport();
    await approveButton(page).click();
    await expect(rowOf(page, id)).toHaveCount(0);
  });
});

import { newApplicant } from '../../harness/people/people';
import { firstReviewer } from '../../harness/reviewers';
import { expect, signIn, test } from './browser-test';
import { expectNoBarriers, openCard, pt, sendButton, signUpInBrowser } from './pages';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('home, with and without errors, and the confirmation', async ({ page }) => {
      await page.goto('/');
      await expectNoBarriers(page);
      await sendButton(page).click();
      await expect(page.getByText(pt.signUp.errors.name.required)).toBeVisible();
      await expectNoBarriers(page);
      await signUpInBrowser(page, newApplicant());
      await expectNoBarriers(page);
    });

    test('the status page', async ({ page }) => {
      const { link } = await signUpInBrowser(page, newApplicant());
      await page.goto(link);
      await expect(page.locator('li[aria-current=step]')).toHaveAttribute('data-step', 'pending');
      await expectNoBarriers(page);
    });

    test('sign-in, the review queue, a card and the rejection', async ({ page }) => {
      const { id } = await signUpInBrowser(page, newApplicant());
      await page.goto('/signin');
      await expectNoBarriers(page);
      await signIn(page, firstReviewer());
      await openCard(page, id);
      await expectNoBarriers(page);
      await page.keyboard.press('r');
      await expect(page.getByLabel(pt.review.decision.reason)).toBeVisible();
      await expectNoBarriers(page);
    });

    test('a page that does not exist', async ({ page, expectedErrors }) => {
      expectedErrors.push(/status of 404/);
      // The first visit tells the time zone and refreshes, which reloads a page that is not there.
      await page.goto('/');
      await expect.poll(() => page.evaluate(() => document.cookie)).toContain('portaria.time-zone');
      await page.goto('/nothing-here');
      await expect(page.getByRole('heading', { name: pt.problems.notFound.heading })).toBeVisible();
      await expectNoBarriers(page);
    });
  });
}

import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright/test';
import { firstReviewer } from '../../harness/reviewers';
import { sendToQueue } from '../../harness/stores/activemq';
import { expect, signIn, test } from './browser-test';
import { expectNoBarriers, pt } from './pages';

const words = pt.deadLetters;

/** A sign-up whose registration id is none, so that it ends among the dead letters. */
const sendPoison = async (name: string): Promise<void> => {
  const message = { schema: 1, registrationId: `no-id-${name}`, name, email: 'a@b.example', reason: '' };
  await sendToQueue('registrations.review', JSON.stringify(message));
};

/** The card of the dead letter; its masked original still tells the id. */
const cardOf = (page: Page, name: string): Locator => page.locator('article', { hasText: `no-id-${name}` });

const openDeadLetters = (page: Page): Promise<void> =>
  page.getByRole('link', { name: pt.chrome.admin.deadLetters }).click();

test('a dead letter is shown, hidden until asked for, sent again, and discarded', async ({
  reviewerPage: page,
}) => {
  const name = randomUUID();
  await sendPoison(name);
  await openDeadLetters(page);
  const card = cardOf(page, name);
  await expect(card).toHaveCount(1, { timeout: 30_000 });
  await expect(card.getByText(words.stage.activemq)).toBeVisible();

  const original = card.locator('pre');
  await expect(original).toBeHidden();
  await card.locator('summary').click();
  await expect(original).toBeVisible();
  await expect(original).not.toContainText('a@b.example');
  await card.getByRole('button', { name: words.reveal }).click();
  await expect(original).toContainText('a@b.example');

  const firstId = await card.getAttribute('data-dead-letter-id');
  await card.getByRole('button', { name: words.redrive }).click();
  await expect(page.getByText(words.outcome.redrive)).toBeVisible();
  await expect(card).not.toHaveAttribute('data-dead-letter-id', firstId ?? '', { timeout: 30_000 });
  await expect(card.locator('dt', { hasText: words.redrives }).locator('+ dd')).toHaveText('1');

  await card.getByRole('button', { name: words.discard }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: words.confirm.cancel }).click();
  await expect(dialog).toBeHidden();
  await expect(card).toBeVisible();
  await card.getByRole('button', { name: words.discard }).click();
  await dialog.getByRole('button', { name: words.confirm.discard }).click();
  await expect(page.getByText(words.outcome.discard, { exact: true })).toBeVisible();
  await expect(card).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { name: words.heading, exact: true })).toBeVisible();
  await expect(card).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours, on a phone`, () => {
    test.use({
      colorScheme,
      viewport: { width: 360, height: 740 },
      contextOptions: { reducedMotion: 'reduce' },
    });

    test('the page has no barriers and fits', async ({ page }) => {
      await signIn(page, firstReviewer());
      const name = randomUUID();
      await sendPoison(name);
      await openDeadLetters(page);
      const card = cardOf(page, name);
      await expect(card).toHaveCount(1, { timeout: 30_000 });
      await card.locator('summary').click();
      await expectNoBarriers(page);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      await card.getByRole('button', { name: words.discard }).click();
      await expectNoBarriers(page);
      await page.getByRole('dialog').getByRole('button', { name: words.confirm.discard }).click();
      await expect(card).toHaveCount(0);
    });
  });
}

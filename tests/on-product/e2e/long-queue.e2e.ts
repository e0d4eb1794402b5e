import { emptyLedger } from '../../harness/ledger';
import { signUpMany } from '../../harness/visitor';
import { expect, test } from './browser-test';
import { approveButton, pt, untilItCanBeDecided } from './pages';

const PAGE_SIZE = 50;

test('J passes the end of a page, K comes back, and a decision at its end goes on too', async ({
  reviewerPage: page,
}) => {
  test.setTimeout(120_000);
  await signUpMany(emptyLedger(), PAGE_SIZE + 10);
  await page.reload();
  await expect
    .poll(async () => Number(await page.locator('[data-total]').getAttribute('data-total')))
    .toBeGreaterThanOrEqual(PAGE_SIZE + 10);
  const rows = page.getByRole('list', { name: pt.review.list }).getByRole('listitem');
  const openRow = () =>
    rows.evaluateAll((items) => items.findIndex((item) => item.querySelector('[aria-current=true]')));
  await expect.poll(openRow).toBe(0);

  // Held down: faster than pages come in.
  for (let press = 0; press < PAGE_SIZE + 3; press += 1) await page.keyboard.press('j', { delay: 0 });
  await expect.poll(openRow).toBeGreaterThanOrEqual(PAGE_SIZE);
  await expect(rows.locator('[aria-current=true]')).toBeInViewport();
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('k');
  await expect.poll(openRow).toBeLessThan(PAGE_SIZE);

  await page.goto('/admin');
  await expect.poll(openRow).toBe(0);
  await page.route('**/api/review/registrations?*cursor=*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue();
  });
  const lastOfPage = rows.nth(PAGE_SIZE - 1);
  const lastId = await lastOfPage.getAttribute('data-registration-id');
  await lastOfPage.getByRole('link').click();
  await untilItCanBeDecided(page);
  await approveButton(page).click();
  await expect(page.locator(`li[data-registration-id="${lastId}"]`)).toHaveCount(0);
  await expect.poll(openRow).toBe(PAGE_SIZE - 1);

  // On a phone the card covers the list; J passes its page ends all the same.
  const endOfPage = await rows.nth(PAGE_SIZE - 1).getAttribute('data-registration-id');
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(`/admin?id=${endOfPage}`);
  await untilItCanBeDecided(page);
  await page.keyboard.press('j');
  await expect.poll(() => new URL(page.url()).searchParams.get('id')).not.toBe(endOfPage);
  await untilItCanBeDecided(page);
});

import type { Locator, Page } from 'playwright/test';
import { newApplicant } from '../../harness/people/people';
import { reachStatus, signUp } from '../../harness/visitor';
import { expect, test } from './browser-test';
import { approveButton, cardOf, openCard, pt, rowOf } from './pages';

const NAMES = {
  letters42: 'W'.repeat(42),
  letters200: 'Maximiliana'.repeat(18),
  arabic: 'محمد عبد الرحمن بن عبد العزيز آل سعود الهاشمي القرشي العدناني المدني الحجازي',
  hebrew: 'אברהם יצחק הכהן קוק בן שלמה זלמן ופערל זלאטא מגריווא ומיפו ומירושלים',
  marks: [...'Zalgo']
    .map((letter) => letter + '\u0301\u0302\u0303\u0308\u030a\u030c\u0323\u0331')
    .join('')
    .normalize('NFC'),
};
const WIDTHS = [320, 390, 768, 1024, 1440];

const isSideways = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => element.scrollWidth > element.clientWidth);

/** Elements that hold the text and do not keep it in a direction and a box of its own. */
const unkept = (page: Page, text: string): Promise<string[]> =>
  page.evaluate((wanted) => {
    const holders = [...document.querySelectorAll('body *')].filter((element) =>
      [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.includes(wanted)),
    );
    const isKept = (element: Element): boolean => {
      const box = element.closest('bdi, [dir=auto]');
      if (!box) return false;
      const clips =
        getComputedStyle(box).overflowX !== 'visible' && getComputedStyle(box).overflowY !== 'visible';
      return clips && element.textContent === box.textContent;
    };
    const isSeen = (element: Element): boolean =>
      !element.closest('script, style, .sr-only, nextjs-portal') && element.getClientRects().length > 0;
    return holders
      .filter((element) => isSeen(element) && !isKept(element))
      .map((element) => element.outerHTML);
  }, text);

test('names of any length and script stay in their rows, cards and messages', async ({
  reviewerPage: page,
}) => {
  test.setTimeout(90_000);
  const ids: Record<string, string> = {};
  for (const [kind, name] of Object.entries(NAMES)) {
    const { registrationId, statusUrl } = await signUp(
      newApplicant({ name: name.slice(0, 200), reason: name }),
    );
    await reachStatus(statusUrl, 'pending');
    ids[kind] = registrationId;
  }
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto('/admin');
    await page.getByRole('button', { name: pt.review.order.newest }).click();
    for (const [kind, id] of Object.entries(ids)) {
      await expect(rowOf(page, id), kind).toBeVisible();
      expect(await isSideways(rowOf(page, id).locator('xpath=../..')), `${kind} at ${width}`).toBe(false);
      expect(await unkept(page, NAMES[kind as keyof typeof NAMES].slice(0, 200)), kind).toEqual([]);
    }
    expect(await isSideways(page.locator('html'))).toBe(false);
  }
  for (const kind of ['arabic', 'hebrew']) {
    const name = rowOf(page, ids[kind] ?? '')
      .locator('[dir=auto], bdi')
      .first();
    expect(await name.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
  }
  for (const [kind, id] of Object.entries(ids)) {
    const name = NAMES[kind as keyof typeof NAMES].slice(0, 200);
    await openCard(page, id);
    expect(await isSideways(cardOf(page, id)), kind).toBe(false);
    await expect(cardOf(page, id)).toHaveAccessibleName(
      pt.review.card.label.replace('{name}', `\u2068${name}\u2069`),
    );
    expect(await unkept(page, name), kind).toEqual([]);
    await approveButton(page).click();
    const message = page.locator('[data-sonner-toast]').filter({ hasText: name }).first();
    await expect(message).toBeVisible();
    expect(await unkept(page, name), kind).toEqual([]);
    expect(await isSideways(page.locator('html')), kind).toBe(false);
  }
});

import type { BrowserContext, Page, Request } from 'playwright/test';
import { newApplicant } from '../../harness/people/people';
import { firstReviewer } from '../../harness/reviewers';
import { reachStatus, signUp } from '../../harness/visitor';
import { expect, signIn, test } from './browser-test';
import { approveButton, openCard, pt } from './pages';

/** Chromium opens six connections to a host at most, so two of these would have none left. */
const TABS = 8;
const HAND_OVER_MS = 2_000;

const connection = (page: Page) => page.locator('[data-connection]');

/** Counts the streams that are open in the tabs of a browser context; a tab that was closed has none. */
const openStreams = (context: BrowserContext): (() => number) => {
  const open = new Set<Request>();
  context.on('request', (request) => {
    if (new URL(request.url()).pathname.endsWith('/events')) open.add(request);
  });
  context.on('requestfinished', (request) => open.delete(request));
  context.on('requestfailed', (request) => open.delete(request));
  return () => [...open].filter((request) => !request.frame().page().isClosed()).length;
};

const openTabs = async (context: BrowserContext, path: string): Promise<Page[]> => {
  const tabs: Page[] = [];
  for (let tab = 0; tab < TABS; tab += 1) {
    const page = await context.newPage();
    await page.goto(path);
    await expect(connection(page)).toHaveAttribute('data-connection', 'live');
    tabs.push(page);
  }
  return tabs;
};

/** Says to the page that nobody, or somebody, looks at it. */
const setVisible = (page: Page, visible: boolean): Promise<void> =>
  page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      Object.defineProperty(document, 'hidden', { value: state === 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    visible ? 'visible' : 'hidden',
  );

/** How many the page says are waiting. A tab in the background draws nothing, but it knows. */
const totalOf = async (page: Page): Promise<number> =>
  Number(await page.locator('[data-total]').getAttribute('data-total'));

const signUpAndWait = async (): Promise<void> => {
  const { statusUrl } = await signUp(newApplicant());
  await reachStatus(statusUrl, 'pending');
};

test('eight tabs of a reviewer share one stream, which one hands to the next', async ({ page, context }) => {
  test.setTimeout(150_000);
  await signIn(page, firstReviewer());
  await page.goto('about:blank');
  const streams = openStreams(context);
  const tabs = await openTabs(context, '/admin');
  const [leader, ...followers] = tabs;
  const last = followers.at(-1);
  if (!leader || !last) throw new Error('no tabs');
  expect(streams()).toBe(1);

  const before = await totalOf(leader);
  await signUpAndWait();
  for (const tab of tabs) await expect.poll(() => totalOf(tab)).toBe(before + 1);

  await leader.close();
  await expect.poll(streams, { timeout: HAND_OVER_MS }).toBe(1);
  await signUpAndWait();
  for (const tab of followers) await expect.poll(() => totalOf(tab)).toBe(before + 2);

  for (const tab of followers) await setVisible(tab, false);
  await expect.poll(streams).toBe(0);
  await signUpAndWait();
  await setVisible(last, true);
  await expect.poll(() => totalOf(last)).toBe(before + 3);
  await expect(connection(last)).toHaveAttribute('data-connection', 'live');
  expect(streams()).toBe(1);
});

for (const locks of ['with', 'without'] as const) {
  test(`tabs of a private link are all told the answer, ${locks} Web Locks`, async ({
    context,
    reviewerPage,
  }) => {
    test.setTimeout(150_000);
    if (locks === 'without')
      await context.addInitScript(() =>
        Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true }),
      );
    const { registrationId, statusUrl } = await signUp(newApplicant());
    const tabs = locks === 'with' ? await openTabs(context, statusUrl) : [await context.newPage()];
    if (locks === 'without') await tabs[0]?.goto(statusUrl);
    await reachStatus(statusUrl, 'pending');
    await reviewerPage.bringToFront();
    await openCard(reviewerPage, registrationId);
    await approveButton(reviewerPage).click();
    for (const tab of tabs)
      await expect(tab.getByRole('heading', { name: pt.status.steps.approved })).toBeVisible();
  });
}

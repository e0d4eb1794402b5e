import { test as base, type Browser, type BrowserContext, type Page } from 'playwright/test';
import { addReviewer, firstReviewer, type Credentials } from '../../harness/reviewers';
import { openStores, type Stores } from '../../harness/stores/stores';
import { watchPages } from './page-watch';
import { pt } from './pages';

export { expect } from 'playwright/test';

type Fixtures = {
  stores: Stores;
  /** Patterns of console errors that the test brings about on purpose; anything else fails it. */
  expectedErrors: RegExp[];
  /** The review page of the first admin, in a browser context of their own. */
  reviewerPage: Page;
  /** Opens the review page of one more reviewer. */
  anotherReviewer: (name: string) => Promise<Page>;
};

export const test = base.extend<Fixtures>({
  stores: async ({}, use) => {
    const stores = openStores();
    await use(stores);
    await stores.close();
  },
  expectedErrors: async ({}, use) => use([]),
  context: async ({ context, expectedErrors }, use) => {
    const check = await watch(context, expectedErrors);
    await use(context);
    check();
  },
  reviewerPage: async ({ browser, expectedErrors }, use) => {
    await withReviewers({ browser, expectedErrors }, async (open) => use(await open(firstReviewer())));
  },
  anotherReviewer: async ({ browser, stores, expectedErrors }, use) => {
    await withReviewers({ browser, expectedErrors }, (open) =>
      use(async (name) => open(await addReviewer(stores, name))),
    );
  },
});

type Setting = { browser: Browser; expectedErrors: RegExp[] };
type OpenReview = (credentials: Credentials) => Promise<Page>;

const withReviewers = async (setting: Setting, work: (open: OpenReview) => Promise<void>): Promise<void> => {
  const opened: { context: BrowserContext; check: () => void }[] = [];
  await work(async (credentials) => {
    const context = await setting.browser.newContext({ ...test.info().project.use });
    opened.push({ context, check: await watch(context, setting.expectedErrors) });
    const page = await context.newPage();
    await signIn(page, credentials);
    return page;
  });
  for (const { context, check } of opened) {
    check();
    await context.close();
  }
};

/** Signs in on the sign-in page and waits for the review page, in Portuguese. */
export const signIn = async (page: Page, credentials: Credentials): Promise<void> => {
  await page.goto('/admin');
  await fillIn(page, credentials);
  await page.locator('[data-connection=live]').waitFor();
};

/** Fills in the sign-in page that is open and sends it, in Portuguese. */
export const fillIn = async (page: Page, { email, password }: Credentials): Promise<void> => {
  await page.getByLabel(pt.signIn.email).fill(email);
  await page.getByLabel(pt.signIn.password, { exact: true }).fill(password);
  await page.getByRole('button', { name: pt.signIn.submit }).click();
};

/** Gathers what the pages complain about; the returned check throws if there was anything unexpected. */
const watch = async (context: BrowserContext, expected: RegExp[]): Promise<() => void> => {
  const errors: string[] = [];
  await watchPages(context);
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (webError) => errors.push(String(webError.error().stack)));
  return () => {
    const unexpected = errors.filter((error) => !expected.some((pattern) => pattern.test(error)));
    if (unexpected.length > 0) throw new Error(`The page complained:\n${unexpected.join('\n')}`);
  };
};

import { type Browser, type BrowserContext, chromium } from 'playwright';
import { findChromium } from '@/tests/runner/prerequisites';
import { Figures } from '../results/figure';
import type { Bench, Measure } from '../run/bench';
import { signInReviewer } from '../run/reviewer';

/** Everything that a page loads by itself is there so long after its load. */
const SETTLED_AFTER_MS = 2_000;

/** What a browser with an empty cache takes of scripts for a page, in the bytes that come over the wire. */
export const pages: Measure = {
  name: 'pages',
  title: 'Scripts of the pages',
  runs: 'in full',
  on: 'product',
  run: async (bench) => {
    const figures = new Figures();
    const executablePath = await findChromium(bench.signal);
    const browser = await chromium.launch({ executablePath });
    try {
      const measure = async (key: string, path: string, context: BrowserContext): Promise<void> => {
        const kilobytes = await bench.reporter.onStep(`Scripts of ${path}`, () =>
          scriptKilobytes(context, `${bench.product.url}${path}`),
        );
        figures.add({ key, title: `compressed script of ${path}`, arm: 'A', unit: 'kB' }, kilobytes);
      };
      await measure('pages.form', '/', await browser.newContext());
      await measure('pages.dashboard', '/admin', await signedIn(browser, bench));
    } finally {
      await browser.close();
    }
    return figures.all();
  },
};

const signedIn = async (browser: Browser, bench: Bench): Promise<BrowserContext> => {
  const context = await browser.newContext();
  const { cookie } = await signInReviewer(bench);
  await context.addCookies(
    cookie.split('; ').map((pair) => {
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      return { name, value, url: bench.product.url };
    }),
  );
  return context;
};

/** Kilobytes (10³ bytes) of the bodies of all scripts until the page has come to rest. */
const scriptKilobytes = async (context: BrowserContext, url: string): Promise<number> => {
  const page = await context.newPage();
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script') return;
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  // The dashboard keeps a stream open, so the network is never idle.
  await page.goto(url, { waitUntil: 'load' });
  if (page.url() !== url) throw new Error(`${url} led to another page`);
  await page.waitForTimeout(SETTLED_AFTER_MS);
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await page.close();
  return bytes / 1_000;
};

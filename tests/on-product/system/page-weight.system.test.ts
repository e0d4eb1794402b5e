import { get } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { productUrl } from '../../harness/product';
import { ReviewerSession } from '../../harness/reviewer-session';
import { firstReviewer } from '../../harness/reviewers';

/**
 * What a first visit may take of scripts, in bytes as they come over the wire to a browser that takes gzip alone, as all do
 * without TLS. Whoever grows a page over its limit takes something off it, or loads it when somebody asks for it.
 */
const MOST_BYTES = { '/': 90_000, '/admin': 200_000 };

/** Bytes of an answer, as they were sent. */
const read = (path: string, headers: Record<string, string> = {}): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    get(`${productUrl()}${path}`, { headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve(Buffer.concat(parts)) : reject(new Error(path)),
      );
    }).on('error', reject);
  });

/** Every script that the page names, be it for the browser or for the framework; not the one that only old browsers load. */
const scriptsOf = (html: string): string[] => {
  const forOldBrowsers = html.match(/<script[^>]*nomodule[^>]*>/gi)?.join() ?? '';
  const named = html.match(/\/?(_next\/)?static\/chunks\/[\w./~-]+\.js|\/_form\/[\w-]+\.js/g) ?? [];
  const paths = named.map((path) => (path.startsWith('/') ? path : path.replace(/^(_next\/)?/, '/_next/')));
  return [...new Set(paths)].filter((path) => !forOldBrowsers.includes(path));
};

describe('the scripts of', () => {
  const session = new ReviewerSession(firstReviewer());
  beforeAll(() => session.signIn());

  it.each(Object.entries(MOST_BYTES))('%s weigh at most %d bytes', async (page, most) => {
    const html = (await read(page, { cookie: session.cookie })).toString();
    const named = scriptsOf(html);
    expect(named.length).toBeGreaterThan(0);
    const sizes = await Promise.all(
      named.map(async (path) => [path, (await read(path, { 'accept-encoding': 'gzip' })).length] as const),
    );
    const sum = sizes.reduce((total, [, bytes]) => total + bytes, 0);
    expect(sum, JSON.stringify(Object.fromEntries(sizes))).toBeLessThanOrEqual(most);
  });
});

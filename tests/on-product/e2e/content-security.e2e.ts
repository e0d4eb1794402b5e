import { firstReviewer } from '../../harness/reviewers';
import { expect, signIn, test } from './browser-test';

// Any violation is an error of the console, which fails every test here; this one walks through all pages on purpose.
test('no page breaks its content security policy, and no script runs without its nonce', async ({ page }) => {
  const visit = async (path: string): Promise<void> => {
    const response = await page.goto(path);
    const policy = response?.headers()['content-security-policy'] ?? '';
    const script = /script-src ([^;]*)/.exec(policy)?.[1] ?? '';
    expect(script).toMatch(/'nonce-[\w+/=]+'/);
    expect(script).not.toContain('unsafe-inline');
    const unguarded = await page.evaluate(
      () => [...document.scripts].filter(({ nonce, src }) => !nonce && !src).length,
    );
    expect(unguarded).toBe(0);
  };
  for (const path of ['/', '/signin']) await visit(path);
  await signIn(page, firstReviewer());
  for (const path of ['/admin', '/admin/dead-letters']) await visit(path);
});

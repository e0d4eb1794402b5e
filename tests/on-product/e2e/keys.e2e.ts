import type { Page } from 'playwright/test';
import { newApplicant } from '../../harness/people/people';
import { decisionsFor } from '../../harness/stores/postgres';
import { reachStatus, signUp } from '../../harness/visitor';
import { expect, test } from './browser-test';
import { approveButton, cardOf, openCard, pt, rowOf, untilItCanBeDecided } from './pages';

const words = pt.review.decision;

/** Two who wait, the last one on top of the list; gives their ids in the order of the list. */
const signUpTwo = async (): Promise<[string, string]> => {
  const older = await signUp(newApplicant());
  await reachStatus(older.statusUrl, 'pending');
  const newer = await signUp(newApplicant());
  await reachStatus(newer.statusUrl, 'pending');
  return [newer.registrationId, older.registrationId];
};

/** The ids whose decisions the page sends from now on. */
const decisionsSent = (page: Page): string[] => {
  const ids: string[] = [];
  page.on('request', (request) => {
    const [, id] = /registrations\/([^/]+)\/decision$/.exec(request.url()) ?? [];
    if (id) ids.push(id);
  });
  return ids;
};

/** Until the card has been on screen for long enough. */
const untilSeen = async (page: Page, id: string): Promise<void> => {
  await cardOf(page, id).waitFor();
  await untilItCanBeDecided(page);
};

test('two presses within 50 ms, a held key, and a double click decide only the one that was seen', async ({
  reviewerPage: page,
  stores,
}) => {
  for (const actTwice of [
    async () => {
      await page.keyboard.press('a');
      await page.keyboard.press('a');
    },
    async () => approveButton(page).dblclick(),
    async () => {
      await approveButton(page).focus();
      for (let press = 0; press < 3; press += 1) await page.keyboard.down('Enter');
      await untilItCanBeDecided(page);
      await page.keyboard.down('Enter');
      await page.keyboard.up('Enter');
    },
  ]) {
    const [seen, unseen] = await signUpTwo();
    await openCard(page, seen);
    await untilSeen(page, seen);
    const sent = decisionsSent(page);
    await actTwice();
    await untilSeen(page, unseen);
    expect(sent).toEqual([seen]);
    await page.keyboard.press('a');
    await expect(rowOf(page, unseen)).toHaveCount(0);
    await expect.poll(() => decisionsFor(stores, [seen, unseen])).toHaveLength(2);
    expect(sent).toEqual([seen, unseen]);
  }
});

test('a reason that is being typed stays when somebody else decides the card', async ({
  anotherReviewer,
  reviewerPage: page,
  stores,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 404/);
  const [id, next] = await signUpTwo();
  const bia = await anotherReviewer('Bia');
  await openCard(page, id);
  await openCard(bia, id);
  await untilSeen(page, id);
  await page.keyboard.press('r');
  const reason = page.getByLabel(words.reason);
  await page.keyboard.type('Faltam d');
  await untilSeen(bia, id);
  await approveButton(bia).click();

  await expect(page.getByText(/Bia\S* aprovou/i).first()).toBeVisible();
  await expect(reason).toBeFocused();
  await page.keyboard.type('ados ra ja');
  await expect(reason).toHaveValue('Faltam dados ra ja');
  await page.keyboard.press('Control+Enter');
  await expect(reason).toHaveValue('Faltam dados ra ja');
  await expect(page.getByRole('alert').filter({ hasText: words.notSent })).toBeVisible();
  await page.getByRole('button', { name: words.close }).click();
  await expect(reason).toHaveCount(0);
  expect(await decisionsFor(stores, [id, next])).toMatchObject([{ verdict: 'approve' }]);
});

test('what began as typing never becomes a command', async ({ reviewerPage: page }) => {
  const [id] = await signUpTwo();
  await openCard(page, id);
  await untilSeen(page, id);
  const sent = decisionsSent(page);
  await page.keyboard.press('r');
  await page.keyboard.type('Fal');
  // The field goes away under the fingers, as it might for any reason.
  await page.getByLabel(words.reason).evaluate((field) => field.blur());
  await page.keyboard.type('ta a');
  expect(sent).toEqual([]);
  await expect(cardOf(page, id)).toBeVisible();
});

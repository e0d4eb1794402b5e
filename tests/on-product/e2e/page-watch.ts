import type { BrowserContext } from 'playwright/test';

/**
 * Makes every page of the context complain in its console, which fails the test, when an attribute such as
 * aria-describedby points to an element that is not there (axe does not see that), and when the focus falls to the page
 * because the focused element went away. Pages are looked at whenever they change, in every state a test brings about.
 */
export const watchPages = (context: BrowserContext): Promise<unknown> => context.addInitScript(watchPage);

/** Runs in the page, so it may use nothing from outside. */
const watchPage = (): void => {
  const REFERENCES = [
    'aria-describedby',
    'aria-labelledby',
    'aria-controls',
    'aria-owns',
    'aria-details',
    'for',
  ];
  const SETTLED_MS = 150;
  const told = new Set<string>();
  let focused: Element | undefined;

  const tell = (complaint: string): void => {
    if (!told.has(complaint)) console.error(complaint);
    told.add(complaint);
  };
  const danglingIn = (element: Element): string[] =>
    REFERENCES.flatMap((name) =>
      (element.getAttribute(name) ?? '')
        .split(/\s+/)
        .filter((id) => id !== '' && !document.getElementById(id))
        .map(
          (id) => `${name} of <${element.localName} id="${element.id}"> points to #${id}, which is not there`,
        ),
    );
  const look = (): void => {
    const selector = REFERENCES.map((name) => `[${name}]`).join(',');
    for (const element of document.querySelectorAll(selector)) danglingIn(element).forEach(tell);
    if (focused && !focused.isConnected && document.activeElement === document.body)
      tell(`the focus fell to the page when <${focused.localName}> “${focused.textContent}” went away`);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const lookSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, SETTLED_MS);
  };
  document.addEventListener('DOMContentLoaded', () => {
    document.addEventListener('focusin', ({ target }) => (focused = target as Element));
    new MutationObserver(lookSoon).observe(document.documentElement, {
      subtree: true,
      childList: true,
      attributeFilter: REFERENCES,
    });
    lookSoon();
  });
};

'use client';

import { useEffect } from 'react';

const CONTENT = '#content';

/**
 * Keeps the focus from falling to the page when the focused element goes away, as the button of a card that was decided
 * does: it goes to the nearest element around it that is still there and can take it, at last to the page's content.
 */
export const FocusKeeper = () => {
  useEffect(() => {
    let around = pathOf(document.activeElement);
    const remember = ({ target }: FocusEvent) => (around = target instanceof Element ? pathOf(target) : []);
    // Removal reports a loss of focus too, before it is done; only an element that is still there was left on purpose.
    const leave = ({ target }: FocusEvent) =>
      queueMicrotask(() => {
        if (target instanceof Element && target.isConnected && isFocusLost()) around = [];
      });
    const keep = () => {
      const [focused] = around;
      if (!focused || focused.isConnected || !isFocusLost()) return;
      focusFirstOf([...around.filter((element) => element.isConnected), document.querySelector(CONTENT)]);
    };
    const observer = new MutationObserver(keep);
    observer.observe(document.body, { subtree: true, childList: true });
    document.addEventListener('focusin', remember);
    document.addEventListener('focusout', leave);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', remember);
      document.removeEventListener('focusout', leave);
    };
  }, []);
  return null;
};

const isFocusLost = (): boolean => document.activeElement === document.body;

/** The element and all around it, from the inside out. */
const pathOf = (element: Element | null): Element[] =>
  element ? [element, ...pathOf(element.parentElement)] : [];

const focusFirstOf = (candidates: readonly (Element | null)[]): void => {
  for (const candidate of candidates) {
    if (!(candidate instanceof HTMLElement) || candidate === document.body) continue;
    candidate.focus({ preventScroll: true });
    if (document.activeElement === candidate) return;
  }
};

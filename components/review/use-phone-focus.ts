import { useEffect, useRef, type RefObject } from 'react';

const NARROW_SCREEN = '(width < 64rem)';

/**
 * On a narrow screen list and card cover each other: the focus goes along to the one that is shown, since it would fall
 * to the page with the one that is hidden.
 */
export const usePhoneFocus = (isCardShown: boolean): RefObject<HTMLDivElement | null> => {
  const card = useRef<HTMLDivElement>(null);
  const wasShown = useRef(isCardShown);
  useEffect(() => {
    if (wasShown.current === isCardShown) return;
    wasShown.current = isCardShown;
    if (!window.matchMedia(NARROW_SCREEN).matches) return;
    const row = document.querySelector<HTMLElement>('li [aria-current="true"]');
    (isCardShown ? card.current : row)?.focus({ preventScroll: true });
  }, [isCardShown]);
  return card;
};

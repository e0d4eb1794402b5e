import { useTranslations } from 'next-intl';

/** The first stop of the Tab key: straight to the content. */
export const SkipLink = () => (
  <a
    href="#content"
    className="absolute top-2 left-2 z-50 -translate-y-20 rounded-lg bg-accent px-4 py-2 text-sm font-medium text-on-accent focus:translate-y-0"
  >
    {useTranslations('chrome')('skip')}
  </a>
);

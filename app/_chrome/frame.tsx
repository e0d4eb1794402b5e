import 'server-only';
import Link from 'next/link';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { PublicFrame as Frame } from '@/components/chrome/public-frame';
import { RefreshingLanguageSwitch } from '@/components/chrome/refreshing-language-switch';
import { SiteHeader } from '@/components/chrome/site-header';
import { otherLanguage } from '@/i18n/locales';

const HOME = '/';

/** The header of every page of Next, whose switch offers the language that the page is not in. */
export const Header = async ({ homePath, children }: { homePath: string; children?: ReactNode }) => (
  <SiteHeader
    homePath={homePath}
    language={otherLanguage(await getLocale())}
    // The form is none of Next's pages, so its client cannot move there.
    HomeLink={homePath === HOME ? 'a' : Link}
    Language={RefreshingLanguageSwitch}
  >
    {children}
  </SiteHeader>
);

/** Header and footer of the pages that anybody may see. */
export const PublicFrame = ({ children }: { children: ReactNode }) => (
  <Frame header={<Header homePath={HOME} />}>{children}</Frame>
);

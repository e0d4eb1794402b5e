import clsx from 'clsx';
import { Languages } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { iconButtonLook } from '../ui/button';

export type LanguageChoice = {
  /** The language to switch to, as a BCP 47 tag, and its own name for itself. */
  locale: string;
  name: string;
};

/** `isCompact`: on a narrow screen, the language's two letters instead of icon and name. */
export type LanguageSwitchProps = LanguageChoice & { isCompact: boolean };

type SwitchFormProps = LanguageSwitchProps & { onSubmit?: (event: SubmitEvent) => void };

/** Where a language is chosen, by a form with the field `locale`. */
export const LANGUAGE_ADDRESS = '/api/language';

/** Offers the other language in that language's own words, as a form that works without scripts. */
export const LanguageSwitch = ({ locale, name, isCompact, onSubmit }: SwitchFormProps) => (
  <form action={LANGUAGE_ADDRESS} method="post" onSubmit={onSubmit}>
    <button
      type="submit"
      name="locale"
      value={locale}
      lang={locale}
      aria-label={name}
      className={iconButtonLook}
    >
      <Languages aria-hidden className={clsx('size-4.5', isCompact && 'max-sm:hidden')} />
      <span className={clsx(isCompact && 'max-sm:hidden')}>{name}</span>
      {isCompact && <span className="sm:hidden">{locale.slice(0, 2).toUpperCase()}</span>}
    </button>
  </form>
);

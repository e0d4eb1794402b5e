import clsx from 'clsx';
import { Languages } from 'lucide-react';
import { iconButtonLook } from './icon-button';

export type LanguageChoice = {
  /** The language to switch to, as a BCP 47 tag, and its own name for itself. */
  locale: string;
  name: string;
  /** A server action that reads the form field `locale`. */
  choose: (form: FormData) => Promise<void>;
};

/** `isShort`: two letters have to do on a narrow screen. */
type LanguageSwitchProps = LanguageChoice & { isShort?: boolean };

/** Offers the other language in that language's own words; works without scripts too. */
export const LanguageSwitch = ({ locale, name, choose, isShort = false }: LanguageSwitchProps) => (
  <form action={choose}>
    <button
      type="submit"
      name="locale"
      value={locale}
      lang={locale}
      aria-label={name}
      className={iconButtonLook}
    >
      <Languages aria-hidden className={clsx('size-4.5', isShort && 'max-sm:hidden')} />
      <span className={clsx(isShort && 'max-sm:hidden')}>{name}</span>
      {isShort && <span className="sm:hidden">{locale.slice(0, 2).toUpperCase()}</span>}
    </button>
  </form>
);

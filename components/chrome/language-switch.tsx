import { Languages } from 'lucide-react';
import { iconButtonLook } from './icon-button';

export type LanguageChoice = {
  /** The language to switch to, as a BCP 47 tag, and its own name for itself. */
  locale: string;
  name: string;
  /** A server action that reads the form field `locale`. */
  choose: (form: FormData) => Promise<void>;
};

/** Offers the other language in that language's own words; works without scripts too. */
export const LanguageSwitch = ({ locale, name, choose }: LanguageChoice) => (
  <form action={choose}>
    <button type="submit" name="locale" value={locale} lang={locale} className={iconButtonLook}>
      <Languages aria-hidden className="size-4.5" />
      {name}
    </button>
  </form>
);

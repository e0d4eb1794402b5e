import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { TextField } from '../ui/field';

/** A password that can be looked at while it is typed. */
export const PasswordField = () => {
  const t = useTranslations('signIn');
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <TextField
      id="password"
      name="password"
      type={shown ? 'text' : 'password'}
      label={t('password')}
      autoComplete="current-password"
      required
      trailing={
        <button
          type="button"
          onClick={() => setShown(!shown)}
          aria-pressed={shown}
          aria-label={shown ? t('hide') : t('show')}
          title={shown ? t('hide') : t('show')}
          className="absolute inset-y-1 right-1 grid w-10 place-items-center rounded-md text-ink-faint hover:bg-sunken hover:text-ink"
        >
          <Icon aria-hidden className="size-4.5" />
        </button>
      }
    />
  );
};

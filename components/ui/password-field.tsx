'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, useState } from 'react';
import { TextField } from './field';

type PasswordFieldProps = Omit<ComponentProps<typeof TextField>, 'type' | 'trailing'>;

/** A password that can be seen while it is typed. */
export const PasswordField = (field: PasswordFieldProps) => {
  const t = useTranslations('password');
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <TextField
      {...field}
      type={shown ? 'text' : 'password'}
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

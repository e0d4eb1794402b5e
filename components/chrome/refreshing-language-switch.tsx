'use client';

import { useRouter } from 'next/navigation';
import type { SubmitEvent } from 'react';
import { LANGUAGE_ADDRESS, LanguageSwitch, type LanguageSwitchProps } from './language-switch';

/** The switch of a page of Next, which stays as it is and is only written in the other language. */
export const RefreshingLanguageSwitch = (props: LanguageSwitchProps) => {
  const router = useRouter();
  const choose = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const body = new URLSearchParams({ locale: props.locale });
    await fetch(LANGUAGE_ADDRESS, { method: 'POST', body, redirect: 'manual' });
    router.refresh();
  };
  return <LanguageSwitch {...props} onSubmit={(event) => void choose(event)} />;
};

'use client';

import clsx from 'clsx';
import { CircleCheck, CircleX, Clock, FileText, Link as LinkIcon, RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import type { MailItem, MailState } from '@/src/application/contracts/mails';
import { linkOfMail, retryMail } from '../api/mails';
import { Button } from '../ui/button';
import { copyText } from '../ui/copy-text';
import { TextField } from '../ui/field';
import { Moment } from '../ui/time';
import { UserText } from '../ui/user-text';

type MailRowProps = { mail: MailItem; onChanged: () => void };

/** One mail: to whom, what for, what became of it, and what can be done about it. */
export const MailRow = ({ mail, onChanged }: MailRowProps) => {
  const t = useTranslations('mails');
  const { busy, link, retry, copyLink } = useMailActions(mail, onChanged);
  return (
    <li data-mail-state={mail.state} className="grid grid-cols-1 gap-2 px-4 py-3 sm:px-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <p className="min-w-0 font-medium">
          <UserText>{mail.name}</UserText>{' '}
          <span className="text-sm font-normal text-ink-soft">
            <UserText>{mail.email}</UserText>
          </span>
        </p>
        <p className="text-sm text-ink-faint">
          <Moment iso={mail.at} />
          {mail.state === 'waiting' && mail.attempts > 0 && ` (${t('next')})`}
        </p>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-sm text-ink-soft">
        <p>{t(`kind.${mail.kind}`)}</p>
        <State state={mail.state} />
      </div>
      {mail.answer && (mail.state === 'refused' || mail.state === 'waiting') && (
        <p className="text-sm text-ink-soft">
          {t('answer')}: <UserText shape="block">{mail.answer}</UserText>
        </p>
      )}
      {link && (
        <TextField id={`link-${mail.id}`} label={t('link')} value={link} readOnly onFocus={selectAll} />
      )}
      {(mail.state === 'refused' || (mail.hasLink && !link)) && (
        <div className="flex flex-wrap gap-3">
          {mail.state === 'refused' && (
            <Button
              size="small"
              busy={busy}
              onClick={retry}
              icon={<RotateCw aria-hidden className="size-4" />}
            >
              {t('retry')}
            </Button>
          )}
          {mail.hasLink && !link && (
            <Button
              size="small"
              busy={busy}
              onClick={copyLink}
              icon={<LinkIcon aria-hidden className="size-4" />}
            >
              {t('link')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
};

const selectAll = ({ currentTarget }: { currentTarget: HTMLInputElement }): void => currentTarget.select();

const useMailActions = ({ id }: MailItem, onChanged: () => void) => {
  const t = useTranslations('mails');
  const [busy, setBusy] = useState(false);
  const [link, setLink] = useState<string>();
  const once = async (act: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    try {
      await act();
    } catch {
      toast.error(t('failed'));
    }
    setBusy(false);
  };
  const retry = () =>
    once(async () => {
      if (await retryMail(id)) toast.success(t('retried'));
      else toast.info(t('gone'));
      onChanged();
    });
  const copyLink = () =>
    once(async () => {
      const path = await linkOfMail(id);
      if (path === undefined) return void toast.info(t('gone'));
      const address = new URL(path, window.location.href).href;
      // Shown as well, for a browser that has no clipboard.
      setLink(address);
      if (await copyText(address)) toast.success(t('copied'));
    });
  return { busy, link, retry, copyLink };
};

const State = ({ state }: { state: MailState }) => {
  const t = useTranslations('mails.state');
  const Icon = ICONS[state];
  return (
    <p className={clsx('flex items-center gap-1.5', LOOKS[state])}>
      <Icon aria-hidden className="size-4" />
      {t(state)}
    </p>
  );
};

const ICONS = { waiting: Clock, sent: CircleCheck, filed: FileText, refused: CircleX };

const LOOKS: Record<MailState, string> = {
  waiting: 'text-waiting',
  sent: 'text-yes',
  filed: 'text-ink-soft',
  refused: 'text-no',
};

import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { DeadLetterItem } from '@/src/application/contracts/dead-letters';
import { Button } from '../ui/button';
import { useSeen } from '../ui/use-seen';
import { UserText } from '../ui/user-text';

type DiscardDialogProps = {
  /** The one to discard; undefined closes the dialog. */
  deadLetter: DeadLetterItem | undefined;
  onConfirm: (deadLetter: DeadLetterItem) => void;
  onCancel: () => void;
};

/** Asks once more, because nothing brings a discarded message back. */
export const DiscardDialog = ({ deadLetter, onConfirm, onCancel }: DiscardDialogProps) => {
  const t = useTranslations('deadLetters.confirm');
  const dialog = useRef<HTMLDialogElement>(null);
  // The second click of a double click that opened it must not confirm.
  const shown = useSeen(deadLetter?.id);
  useEffect(() => {
    if (deadLetter) dialog.current?.showModal();
    else dialog.current?.close();
  }, [deadLetter]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="discard-heading"
      onCancel={onCancel}
      className="m-auto w-[min(26rem,calc(100vw-2rem))] rounded-2xl border border-line bg-surface p-5 text-ink shadow-card backdrop:bg-black/40 open:animate-settle"
    >
      <h2 id="discard-heading" className="font-semibold tracking-tight">
        {t('heading')}
      </h2>
      <p className="mt-2 text-sm leading-relaxed text-ink-soft">{t('text')}</p>
      <p className="mt-2 max-h-40 overflow-y-auto text-sm text-ink">
        <UserText shape="block">{deadLetter?.reason}</UserText>
      </p>
      <div className="mt-5 flex flex-wrap gap-3">
        <Button
          tone="danger"
          aria-disabled={!shown.isSettled || undefined}
          onClick={(event) => deadLetter && shown.isSeen(event) && onConfirm(deadLetter)}
          icon={<Trash2 aria-hidden className="size-4" />}
        >
          {t('discard')}
        </Button>
        <Button tone="quiet" onClick={onCancel} autoFocus>
          {t('cancel')}
        </Button>
      </div>
    </dialog>
  );
};

import { ArrowRight, Check, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type KeyboardEvent, type ReactNode, type SubmitEvent } from 'react';
import type { PendingItem } from '@/src/application/contracts/review';
import { Button, Kbd } from '../ui/button';
import { TextArea } from '../ui/field';
import type { DecisionInput } from './use-decide';
import type { OpenItem } from './use-selection';

const TEMPLATES = ['more', 'fit', 'genuine'] as const;
const REASON_LIMIT = 1_000;

type CardActionsProps = {
  open: OpenItem | undefined;
  rejecting: boolean;
  onRejecting: (rejecting: boolean) => void;
  onDecide: (input: DecisionInput) => void;
  onNext: () => void;
};

/** The buttons that decide while the registration waits; once somebody has decided, the one that opens the next. */
export const CardActions = ({ open, rejecting, onRejecting, onDecide, onNext }: CardActionsProps) => {
  const t = useTranslations('review.decision');
  if (!open) return null;
  if (open.kind === 'pending') {
    const decideOn = (item: PendingItem) => (verdict: DecisionInput['verdict'], reason?: string) =>
      onDecide({ item, verdict, reason });
    return <DecisionButtons rejecting={rejecting} onRejecting={onRejecting} onDecide={decideOn(open.item)} />;
  }
  return (
    <CardFooter label={t('label')}>
      <Button onClick={onNext} icon={<ArrowRight aria-hidden className="size-4" />}>
        {t('next')}
      </Button>
    </CardFooter>
  );
};

type DecisionButtonsProps = {
  rejecting: boolean;
  onRejecting: (rejecting: boolean) => void;
  onDecide: (verdict: 'approve' | 'reject', reason?: string) => void;
};

const DecisionButtons = ({ rejecting, onRejecting, onDecide }: DecisionButtonsProps) => {
  const t = useTranslations('review.decision');
  if (rejecting) {
    return (
      <RejectForm onCancel={() => onRejecting(false)} onConfirm={(reason) => onDecide('reject', reason)} />
    );
  }
  return (
    <CardFooter label={t('label')}>
      <div className="flex gap-3">
        <Button
          tone="yes"
          className="grow sm:grow-0 sm:px-6"
          icon={<Check aria-hidden className="size-4.5" />}
          onClick={() => onDecide('approve')}
        >
          {t('approve')}
          <Kbd>A</Kbd>
        </Button>
        <Button
          tone="no"
          className="grow sm:grow-0 sm:px-6"
          icon={<X aria-hidden className="size-4.5" />}
          onClick={() => onRejecting(true)}
        >
          {t('reject')}
          <Kbd>R</Kbd>
        </Button>
      </div>
    </CardFooter>
  );
};

type RejectFormProps = { onConfirm: (reason?: string) => void; onCancel: () => void };

/** Asks for the reason of a rejection, which may stay empty. */
const RejectForm = ({ onConfirm, onCancel }: RejectFormProps) => {
  const t = useTranslations('review');
  const [reason, setReason] = useState('');
  const confirm = () => onConfirm(reason.trim() || undefined);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    confirm();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) confirm();
    else return;
    event.preventDefault();
  };
  return (
    <CardFooter label={t('decision.label')}>
      <form onSubmit={submit} onKeyDown={press} className="grid animate-settle gap-3">
        <div role="group" aria-label={t('decision.templates')} className="flex flex-wrap gap-2">
          {TEMPLATES.map((template) => (
            <button
              key={template}
              type="button"
              onClick={() => setReason(t(`templates.${template}.text`))}
              className="min-h-8 rounded-full border border-line-strong px-3 text-sm text-ink-soft hover:bg-sunken hover:text-ink"
            >
              {t(`templates.${template}.label`)}
            </button>
          ))}
        </div>
        <TextArea
          id="reject-reason"
          label={t('decision.reason')}
          value={reason}
          maxLength={REASON_LIMIT}
          onChange={(event) => setReason(event.target.value)}
          autoFocus
          rows={3}
        />
        <div className="flex gap-3">
          <Button
            type="submit"
            tone="danger"
            className="grow sm:grow-0"
            icon={<X aria-hidden className="size-4.5" />}
          >
            {t('decision.confirmReject')}
            <Kbd>Ctrl ↵</Kbd>
          </Button>
          <Button tone="quiet" onClick={onCancel}>
            {t('decision.cancel')}
            <Kbd>Esc</Kbd>
          </Button>
        </div>
      </form>
    </CardFooter>
  );
};

/** The strip at the bottom of a card; keeps clear of a phone's own controls. */
const CardFooter = ({ label, children }: { label: string; children: ReactNode }) => (
  <section
    aria-label={label}
    className="shrink-0 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)]"
  >
    <div className="mx-auto w-full max-w-2xl px-5 py-3.5 sm:px-8">{children}</div>
  </section>
);

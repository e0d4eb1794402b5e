import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type KeyboardEvent, type SubmitEvent } from 'react';
import { Button } from '../ui/button';
import { TextArea } from '../ui/field';
import { Kbd } from '../ui/kbd';
import { BarFrame } from './bar-frame';

const TEMPLATES = ['more', 'fit', 'genuine'] as const;
const REASON_LIMIT = 1_000;

type RejectPanelProps = { onConfirm: (reason?: string) => void; onCancel: () => void };

/** Asks for the reason of a rejection, which may stay empty. */
export const RejectPanel = ({ onConfirm, onCancel }: RejectPanelProps) => {
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
    <BarFrame label={t('decision.bar')}>
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
    </BarFrame>
  );
};

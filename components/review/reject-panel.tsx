import { Copy, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState, type KeyboardEvent, type ReactNode, type SubmitEvent } from 'react';
import { Button, Kbd } from '../ui/button';
import { copyText } from '../ui/copy-text';
import { TextArea } from '../ui/field';
import { Notice } from '../ui/notice';
import { useSeen } from '../ui/use-seen';
import { keepReason, keptReason, reasonFaultOf, toReasonFault, type ReasonFault } from './reason-drafts';
import type { DecisionResult } from './use-decide';

const TEMPLATES = ['more', 'fit', 'genuine'] as const;

type RejectPanelProps = {
  registrationId: string;
  /** What happened to the registration meanwhile, where it can no longer be decided. */
  overtaken: ReactNode;
  onReject: (reason: string | undefined) => Promise<DecisionResult>;
  onClose: () => void;
};

/**
 * Asks for the reason of a rejection, which may stay empty. The panel stays until the server has taken the decision or
 * the reviewer closes it: when somebody else decides meanwhile it says so, and keeps the text and the focus, so that
 * what is being typed neither gets lost nor becomes commands.
 */
export const RejectPanel = ({ registrationId, overtaken, onReject, onClose }: RejectPanelProps) => {
  const t = useTranslations('review.decision');
  const field = useRef<HTMLTextAreaElement>(null);
  const [reason, setReason] = useState(() => keptReason(registrationId));
  const { busy, error, failure, confirm, forgive } = useConfirm({ reason, overtaken, onReject });
  const panel = useSeen(registrationId);

  const write = (text: string) => {
    setReason(text);
    keepReason(registrationId, text);
    forgive();
  };
  const confirmAndStay = async () => {
    await confirm();
    field.current?.focus();
  };
  const close = () => {
    if (overtaken) keepReason(registrationId, '');
    onClose();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (panel.isSeen(event)) void confirmAndStay();
  };
  const isHeldSinceBefore = useRef(true);
  const press = (event: KeyboardEvent) => {
    // The key that opened the panel writes nothing into it while it is held down.
    if (!event.repeat) isHeldSinceBefore.current = false;
    if (isHeldSinceBefore.current) return event.preventDefault();
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) close();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      if (!event.repeat) void confirmAndStay();
    } else return;
    event.preventDefault();
  };
  return (
    <form onSubmit={submit} onKeyDown={press} className="grid animate-settle gap-3">
      <Happened overtaken={overtaken} failure={failure} />
      {!overtaken && <Templates onChoose={write} />}
      <TextArea
        ref={field}
        id="reject-reason"
        label={t('reason')}
        value={reason}
        error={error && t(`errors.${error.sentence}`, error.values)}
        onChange={(event) => write(event.target.value)}
        autoFocus
        rows={3}
      />
      <div className="flex flex-wrap gap-3">
        {overtaken ? (
          <CopyButton field={field} />
        ) : (
          <Button
            type="submit"
            tone="danger"
            className="grow sm:grow-0"
            busy={busy}
            aria-disabled={!panel.isSettled || undefined}
            icon={<X aria-hidden className="size-4.5" />}
          >
            {busy ? t('recording') : t('confirmReject')}
            <Kbd>Ctrl ↵</Kbd>
          </Button>
        )}
        <Button tone="quiet" onClick={(event) => panel.isSeen(event) && close()}>
          {overtaken ? t('close') : t('cancel')}
          <Kbd>Esc</Kbd>
        </Button>
      </div>
    </form>
  );
};

type Failure = 'notRecorded' | 'signedOut';

/** What stands between the text and its being sent; it is read out, and stays as long as it is so. */
const Happened = ({ overtaken, failure }: { overtaken: ReactNode; failure: Failure | undefined }) => {
  const t = useTranslations('review.decision');
  if (overtaken)
    return (
      <Notice tone="waiting" role="alert">
        <p className="font-medium">{overtaken}</p>
        <p>{t('notSent')}</p>
      </Notice>
    );
  return (
    failure && (
      <Notice tone="no" role="alert">
        {t(failure)}
      </Notice>
    )
  );
};

type Confirming = { reason: string } & Pick<RejectPanelProps, 'overtaken' | 'onReject'>;

/** Sends the reason, and keeps what went wrong with it until the text changes or it is sent again. */
const useConfirm = ({ reason, overtaken, onReject }: Confirming) => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ReasonFault>();
  const [failure, setFailure] = useState<Failure>();

  const confirm = async () => {
    if (busy || overtaken) return;
    const refused = reasonFaultOf(reason);
    setError(refused);
    setFailure(undefined);
    if (refused) return;
    setBusy(true);
    const result = await onReject(reason.trim() || undefined);
    setBusy(false);
    if (result.kind === 'invalid') setError(toReasonFault(result.fault));
    else if (result.kind === 'signed-out') setFailure('signedOut');
    else if (result.kind === 'failed') setFailure('notRecorded');
  };
  return { busy, error, failure, confirm, forgive: () => setError(undefined) };
};

const Templates = ({ onChoose }: { onChoose: (text: string) => void }) => {
  const t = useTranslations('review');
  return (
    <div role="group" aria-label={t('decision.templates')} className="flex flex-wrap gap-2">
      {TEMPLATES.map((template) => (
        <button
          key={template}
          type="button"
          onClick={() => onChoose(t(`templates.${template}.text`))}
          className="min-h-8 rounded-full border border-line-strong px-3 text-sm text-ink-soft hover:bg-sunken hover:text-ink"
        >
          {t(`templates.${template}.label`)}
        </button>
      ))}
    </div>
  );
};

/** Copies the text; where the browser does not let us, it selects it and says so. */
const CopyButton = ({ field }: { field: { current: HTMLTextAreaElement | null } }) => {
  const t = useTranslations('review.decision');
  const [copied, setCopied] = useState<boolean>();
  const copy = async () => {
    field.current?.select();
    setCopied(await copyText(field.current?.value ?? ''));
  };
  return (
    <>
      <Button onClick={copy} icon={<Copy aria-hidden className="size-4" />}>
        {copied ? t('copied') : t('copy')}
      </Button>
      <p role="status" className="order-last w-full text-sm text-ink-faint empty:hidden">
        {copied === false && t('copyFailed')}
      </p>
    </>
  );
};

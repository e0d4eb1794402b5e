import { RotateCw, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { UserText } from '../ui/user-text';
import type { DecisionInput } from './use-decide';

/** The decisions that could not be recorded, one for each registration, until they are tried again or dismissed. */
export const useProblems = () => {
  const [problems, setProblems] = useState<readonly DecisionInput[]>([]);
  const without = (list: readonly DecisionInput[], id: string) =>
    list.filter(({ item }) => item.registrationId !== id);
  return {
    problems,
    report: (input: DecisionInput) =>
      setProblems((list) => [...without(list, input.item.registrationId), input]),
    dismiss: (registrationId: string) => setProblems((list) => without(list, registrationId)),
  };
};

type ProblemsProps = {
  problems: readonly DecisionInput[];
  onRetry: (input: DecisionInput) => void;
  onDismiss: (registrationId: string) => void;
};

/** Says of each what failed. It stands before the list, and stays: it holds the way to try again. */
export const Problems = ({ problems, onRetry, onDismiss }: ProblemsProps) => {
  const t = useTranslations('review.decision');
  const person = (name: ReactNode) => <UserText>{name}</UserText>;
  if (problems.length === 0) return null;
  return (
    <section aria-label={t('problems')} className="grid gap-2 p-3">
      {problems.map((input) => (
        <Notice key={input.item.registrationId} tone="no" role="alert">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <p className="min-w-0">{t.rich('failed', { name: input.item.name, person })}</p>
            <div className="flex gap-2">
              <Button
                size="small"
                onClick={() => onRetry(input)}
                icon={<RotateCw aria-hidden className="size-4" />}
              >
                {t('retry')}
              </Button>
              <Button
                tone="quiet"
                size="small"
                onClick={() => onDismiss(input.item.registrationId)}
                icon={<X aria-hidden className="size-4" />}
              >
                {t('dismiss')}
              </Button>
            </div>
          </div>
        </Notice>
      ))}
    </section>
  );
};

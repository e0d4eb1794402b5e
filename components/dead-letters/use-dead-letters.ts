import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import type { DeadLetterItem, DeadLetterList } from '@/src/application/contracts/dead-letters';
import { discardDeadLetter, listDeadLetters, redriveDeadLetter, type Settled } from '../api/dead-letters';
import { Unreachable } from '../api/http';
import { useSessionEnded } from '../api/session-ended';

const KEY = ['review', 'dead-letters'] as const;
const POLL_MS = 10_000;

/** The dead letters, read again every ten seconds, and what can be done with one. */
export const useDeadLetters = (initial: DeadLetterList | undefined) => {
  const client = useQueryClient();
  const showOutcome = useOutcomeToast();
  const [busyId, setBusyId] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const query = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => listDeadLetters(signal),
    initialData: initial,
    refetchInterval: useSessionEnded() ? false : POLL_MS,
  });

  const settle = async (deadLetter: DeadLetterItem, action: 'redrive' | 'discard'): Promise<void> => {
    setBusyId(deadLetter.id);
    setFailure(undefined);
    const settled = await attempt(deadLetter.id, action);
    if (settled !== 'done' && settled !== 'gone') setFailure({ id: deadLetter.id, kind: settled });
    else {
      client.setQueryData<DeadLetterList>(KEY, (list) => list && without(list, deadLetter.id));
    }
    showOutcome(action, settled);
    setBusyId(undefined);
    await client.invalidateQueries({ queryKey: KEY });
  };
  return {
    query,
    busyId,
    failure,
    dismiss: () => setFailure(undefined),
    redrive: (deadLetter: DeadLetterItem) => settle(deadLetter, 'redrive'),
    discard: (deadLetter: DeadLetterItem) => settle(deadLetter, 'discard'),
  };
};

const without = ({ items }: DeadLetterList, id: string): DeadLetterList => {
  const left = items.filter((item) => item.id !== id);
  return { items: left, total: left.length };
};

const attempt = async (id: string, action: 'redrive' | 'discard'): Promise<Settled | 'failed'> => {
  try {
    return await (action === 'redrive' ? redriveDeadLetter(id) : discardDeadLetter(id));
  } catch (error) {
    if (error instanceof Unreachable) return 'failed';
    throw error;
  }
};

/** What went wrong with which one; it is told beside that one, and stays until it is tried again or dismissed. */
export type Failure = { id: string; kind: Exclude<Settled | 'failed', 'done' | 'gone'> };

/** Says in one sentence that it is dealt with. */
const useOutcomeToast = () => {
  const t = useTranslations('deadLetters.outcome');
  return (action: 'redrive' | 'discard', settled: Settled | 'failed'): void => {
    if (settled === 'done') toast.success(t(action));
    else if (settled === 'gone') toast.info(t('gone'));
  };
};

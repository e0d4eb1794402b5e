import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import type { DeadLetterItem, DeadLetterList } from '@/src/application/contracts/dead-letters';
import { discardDeadLetter, listDeadLetters, redriveDeadLetter, type Settled } from '../api/dead-letters';
import { Unreachable } from '../api/request';

const KEY = ['review', 'dead-letters'] as const;
const POLL_MS = 10_000;

/** The dead letters, read again every ten seconds, and what can be done with one. */
export const useDeadLetters = (initial: DeadLetterList | undefined) => {
  const client = useQueryClient();
  const tell = useTell();
  const [busyId, setBusyId] = useState<string>();
  const query = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => listDeadLetters(signal),
    initialData: initial,
    refetchInterval: POLL_MS,
  });

  const settle = async (letter: DeadLetterItem, action: 'redrive' | 'discard'): Promise<void> => {
    setBusyId(letter.id);
    const settled = await attempt(letter.id, action);
    if (settled === 'done' || settled === 'gone') {
      client.setQueryData<DeadLetterList>(KEY, (list) => list && without(list, letter.id));
    }
    tell(action, settled);
    setBusyId(undefined);
    await client.invalidateQueries({ queryKey: KEY });
  };
  return {
    query,
    busyId,
    redrive: (letter: DeadLetterItem) => settle(letter, 'redrive'),
    discard: (letter: DeadLetterItem) => settle(letter, 'discard'),
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

/** Tells what became of it, in one sentence. */
const useTell = () => {
  const t = useTranslations('deadLetters.told');
  return (action: 'redrive' | 'discard', settled: Settled | 'failed'): void => {
    if (settled === 'done') toast.success(t(action));
    else if (settled === 'gone') toast.info(t('gone'));
    else toast.error(t(settled));
  };
};

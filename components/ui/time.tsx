'use client';

import { useFormatter, useNow, useTimeZone, useTranslations } from 'next-intl';

const DAY_MS = 24 * 60 * 60 * 1_000;
const JUST_NOW_MS = 45 * 1_000;

type Phrase = 'plain' | 'at' | 'since';

/** Writes a moment in the viewer's language and zone: the hour for today, day and hour for any other day. */
export const useMoment = (): ((iso: string, phrase: Phrase) => string) => {
  const t = useTranslations('time');
  const format = useFormatter();
  const timeZone = useTimeZone();
  const now = useNow();
  return (iso, phrase) => {
    const at = new Date(iso);
    const timeStyle = 'short';
    if (isSameDay({ one: at, other: now, timeZone })) {
      return t(`today.${phrase}`, { time: format.dateTime(at, { timeStyle }) });
    }
    return t(`earlier.${phrase}`, { time: format.dateTime(at, { dateStyle: 'medium', timeStyle }) });
  };
};

/** A moment with its exact time, to the second, on hover. */
export const Moment = ({ iso, phrase = 'plain' }: { iso: string; phrase?: Phrase }) => {
  const moment = useMoment();
  return (
    <time dateTime={iso} title={useExact(iso)} className="tabular-nums">
      {moment(iso, phrase)}
    </time>
  );
};

/** How long ago, for lists; `now` comes from the list, so that its rows share one clock. */
export const Ago = ({ iso, now }: { iso: string; now: Date }) => {
  const format = useFormatter();
  const t = useTranslations('time');
  const at = new Date(iso);
  const elapsedMs = now.getTime() - at.getTime();
  const text = () => {
    // The server's clock may be a little ahead of this one, and "in 2 seconds" would be nonsense.
    if (elapsedMs < JUST_NOW_MS) return t('justNow');
    if (elapsedMs < 30 * DAY_MS) return format.relativeTime(at, { now, style: 'narrow' });
    return format.dateTime(at, { day: 'numeric', month: 'short' });
  };
  return (
    <time dateTime={iso} title={useExact(iso)} className="tabular-nums">
      {text()}
    </time>
  );
};

type Days = { one: Date; other: Date; timeZone: string | undefined };

/** Whether two moments fall on the same calendar day in a time zone (IANA name). */
export const isSameDay = ({ one, other, timeZone }: Days): boolean => {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  return day.format(one) === day.format(other);
};

const useExact = (iso: string): string =>
  useFormatter().dateTime(new Date(iso), { dateStyle: 'long', timeStyle: 'medium' });

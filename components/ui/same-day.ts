type Days = { one: Date; other: Date; timeZone: string | undefined };

/** Whether two moments fall on the same calendar day in a time zone (IANA name). */
export const isSameDay = ({ one, other, timeZone }: Days): boolean => {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  return day.format(one) === day.format(other);
};

/**
 * Characters that can make a text look like another one, or break a terminal or a log: controls, bidirectional
 * overrides and isolates (Unicode TR 36), zero-width characters and the byte order mark.
 */
const DECEPTIVE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/u;

const CONTROL_EXCEPT_LINES =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;

/** For one-line texts such as names. */
export const hasDeceptiveCharacters = (text: string): boolean => DECEPTIVE.test(text);

/** For longer texts, where line breaks and the joiners inside emoji are welcome. */
export const hasControlCharacters = (text: string): boolean => CONTROL_EXCEPT_LINES.test(text);

/** True where every surrogate has its partner; a lone one cannot be stored as UTF-8. */
export const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

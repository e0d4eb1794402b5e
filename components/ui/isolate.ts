const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';
const ISOLATES = /[\u2066-\u2069]/gu;

/**
 * Puts what a person wrote into a sentence of plain text, such as a title or a label, without its direction reaching
 * what stands around it (Unicode TR 9, section 2.7). Its own isolates are paired first, so that none of them ends ours.
 */
export const isolate = (text: string): string => {
  let open = 0;
  const paired = text.replaceAll(ISOLATES, (mark) => {
    if (mark !== POP_DIRECTIONAL_ISOLATE) open += 1;
    else if (open === 0) return '';
    else open -= 1;
    return mark;
  });
  return `${FIRST_STRONG_ISOLATE}${paired}${POP_DIRECTIONAL_ISOLATE.repeat(open + 1)}`;
};

import { toASCII, toUnicode } from 'tr46';

// UTS #46 in its strict form: the lengths of RFC 1035, hyphens, and the bidirectional and joiner rules of IDNA 2008.
const STRICT = {
  checkBidi: true,
  checkHyphens: true,
  checkJoiners: true,
  useSTD3ASCIIRules: true,
  transitionalProcessing: false,
};

/** True for a host name in lower-case ASCII whose labels are all valid under IDNA 2008 (RFC 5891, 5892). */
export const isDomainName = (asciiDomain: string): boolean =>
  toASCII(asciiDomain, { ...STRICT, verifyDNSLength: true }) === asciiDomain &&
  toUnicode(asciiDomain, STRICT).domain.split('.').every(isLabel);

/** The domain of an address as it is written in its language, or undefined where that is ASCII or cannot be told. */
export const domainInUnicode = (asciiDomain: string): string | undefined => {
  if (!asciiDomain.includes('xn--')) return undefined;
  const { domain, error } = toUnicode(asciiDomain, STRICT);
  return error ? undefined : domain;
};

// UTS #46 takes symbols and emoji, as browsers do; IDNA 2008 does not. These are its letters, marks and digits without
// its exceptions (RFC 5892, 2.6 and 2.9), and the punctuation of its appendix A where it may stand.
const LABEL =
  /^(?:(?![\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb])[\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}\u3007\u200c\u200d-]|(?<=l)\u00b7(?=l)|\u0375(?=\p{Script=Greek})|(?<=\p{Script=Hebrew})[\u05f3\u05f4]|\u30fb)+$/u;

const isLabel = (label: string): boolean =>
  LABEL.test(label) && (!label.includes('\u30fb') || /[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u.test(label));

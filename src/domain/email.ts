import { tidyLine } from './tidy-text';

/**
 * E-mail addresses as Portaria compares them.
 * Addresses are kept as typed (trimmed, NFC, domain in lower-case punycode, RFC 5891); the local part is
 * lower-cased for the key only, because RFC 5321 lets a server tell `Ana@` from `ana@`.
 */
export const normaliseEmail = (typed: string): string => {
  const trimmed = typed.trim().normalize('NFC');
  const at = trimmed.lastIndexOf('@');
  if (at < 1) return trimmed;
  return `${trimmed.slice(0, at)}@${asciiDomain(trimmed.slice(at + 1))}`;
};

/** The key under which two addresses count as the same person's. */
export const emailKeyOf = (email: string): string => normaliseEmail(email).toLowerCase();

/**
 * The address in what was typed or pasted: without what is invisible at its ends, `mailto:`, a name around it
 * (`Ana <ana@example.org>`) and the root dot, and with the wide signs of East Asian keyboards as ASCII; normalised.
 */
export const tidyEmail = (typed: string): string => {
  const narrow = tidyLine(typed)
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('\ufe6b', '@')
    .replace(/[\u3002\uff61]/g, '.');
  const address = addressIn(narrow);
  return normaliseEmail(address.endsWith('.') ? address.slice(0, -1) : address);
};

/** What is wrong with an address: its local part, that part's length, its domain, or its shape as a whole. */
export type EmailFault = 'shape' | 'local_part' | 'local_part_too_long' | 'domain';

/**
 * Looks at a tidied address: a dot-atom of at most 64 octets (RFC 5321 and 5322), in UTF-8 (RFC 6531), and a host name
 * with a dot. Quoted local parts and addresses of hosts in brackets are refused: nobody has them. Whether a domain
 * with `xn--` in it keeps to IDNA is not seen here.
 */
export const findEmailFault = (email: string): EmailFault | undefined => {
  const at = email.lastIndexOf('@');
  if (at < 1 || at === email.length - 1) return 'shape';
  const local = email.slice(0, at);
  if (!DOT_ATOM.test(local)) return 'local_part';
  if (octetsOf(local) > 64) return 'local_part_too_long';
  return isHostName(domainOf(email)) ? undefined : 'domain';
};

/** The domain of a normalised address, in ASCII. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1);

/** The length of a text in UTF-8, in which the limits of addresses are counted. */
export const octetsOf = (text: string): number => new TextEncoder().encode(text).byteLength;

const asciiDomain = (domain: string): string => {
  // The URL parser would quietly drop a port, a path or a user from what was typed: such a domain stays as it is
  // and the form's own check refuses it.
  if (/[\s/:?#@[\]\\%]/.test(domain)) return domain;
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : domain;
};

const addressIn = (text: string): string => {
  if (/^mailto:/i.test(text)) return tidyLine(text.slice('mailto:'.length).split('?', 1)[0] ?? '');
  const opening = text.lastIndexOf('<');
  return opening >= 0 && text.endsWith('>') ? tidyLine(text.slice(opening + 1, -1)) : text;
};

// Beyond ASCII, everything that can be seen and is no bracket and no quotation mark.
const ATOM =
  "(?:[\\w!#$%&'*+/=?^`{|}~-]|(?![\\x00-\\x7f\\p{Z}\\p{C}\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}])[^]|[\\u200c\\u200d])+";
const DOT_ATOM = new RegExp(`^${ATOM}(?:\\.${ATOM})*$`, 'u');

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** RFC 1123 and 5891: letters, digits and hyphens; hyphens in the third and fourth place only in an A-label. */
const isHostName = (domain: string): boolean => {
  const labels = domain.split('.');
  const isLabel = (label: string) =>
    LABEL.test(label) && (label.startsWith('xn--') || label.slice(2, 4) !== '--');
  // Where the last label is a number, the whole is the address of a host.
  const isNumber = /^(?:[0-9]+|0x[0-9a-f]*)$/.test(labels.at(-1) ?? '');
  return domain.length <= 253 && labels.length > 1 && labels.every(isLabel) && !isNumber;
};

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

const asciiDomain = (domain: string): string => {
  // The URL parser would quietly drop a port, a path or a user from what was typed: such a domain stays as it is
  // and the form's own check refuses it.
  if (/[\s/:?#@[\]\\%]/.test(domain)) return domain;
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : domain;
};

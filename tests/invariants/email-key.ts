import { domainToASCII } from 'node:url';

/** The address as it is compared, computed here anew so that a fault in the product's own key would show. */
export const comparableEmail = (email: string): string => {
  const normal = email.trim().normalize('NFC');
  const at = normal.lastIndexOf('@');
  return `${normal.slice(0, at).toLowerCase()}@${domainToASCII(normal.slice(at + 1))}`;
};

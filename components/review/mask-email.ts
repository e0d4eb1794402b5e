/** Hides an address in lists: `maria@example.org` becomes `m•••@example.org`. The card shows it whole. */
export const maskEmail = (email: string): string => {
  const at = email.lastIndexOf('@');
  if (at < 0) return '•••';
  const [first = ''] = email.slice(0, at);
  return `${first}•••${email.slice(at)}`;
};

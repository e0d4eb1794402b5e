/**
 * An address as it is written in its language, with the form that servers compare beside it: two domains that look
 * alike differ there. `domainInUnicode` is absent where the domain is ASCII. Takes the looks of its place.
 */
export const EmailAddress = ({ email, domainInUnicode }: EmailAddressProps) => {
  const [localPart, domain] = splitAtLast(email);
  if (!domainInUnicode) return <bdi>{email}</bdi>;
  return (
    <>
      <bdi>{`${localPart}@${domainInUnicode}`}</bdi> <bdi>({domain})</bdi>
    </>
  );
};

type EmailAddressProps = { email: string; domainInUnicode?: string };

const splitAtLast = (email: string): [string, string] => {
  const at = email.lastIndexOf('@');
  return [email.slice(0, at), email.slice(at + 1)];
};

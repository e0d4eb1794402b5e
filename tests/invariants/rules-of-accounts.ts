import { domainToASCII } from 'node:url';
import type { Facts } from './facts';
import { repeated, violationOf, type Violation } from './violation';

/** I3: no id and no e-mail twice among accounts; and a duplicate is one of somebody with the same address. */
export const nobodyHasTwoAccounts = ({ accounts, decisions, log }: Facts): Violation[] => {
  const byAddress = new Map<string, string[]>();
  for (const { registrationId, email } of accounts) {
    const key = comparableEmail(email);
    byAddress.set(key, [...(byAddress.get(key) ?? []), registrationId]);
  }
  const addresses = new Map(log.map(({ registrationId, email }) => [registrationId, comparableEmail(email)]));
  const falseDuplicates = [...decisions].filter(
    ([id, { verdict, duplicateOf }]) =>
      verdict === 'duplicate' &&
      (duplicateOf === id || addresses.get(id) !== addresses.get(duplicateOf ?? '')),
  );
  return [
    ...violationOf('I3', 'has two accounts', repeated(accounts.map(({ registrationId }) => registrationId))),
    ...violationOf(
      'I3',
      'shares an address with another account',
      [...byAddress.values()].filter((ids) => ids.length > 1).flat(),
    ),
    ...violationOf(
      'I3',
      'ended as a duplicate of somebody with another address',
      falseDuplicates.map(([id]) => id),
    ),
  ];
};

/** I4: accounts = approve decisions. */
export const accountsAreApprovals = ({ accounts, decisions }: Facts): Violation[] => {
  const owners = new Set(accounts.map(({ registrationId }) => registrationId));
  const approved = [...decisions].filter(([, { verdict }]) => verdict === 'approve').map(([id]) => id);
  return [
    ...violationOf(
      'I4',
      'was approved and has no account',
      approved.filter((id) => !owners.has(id)),
    ),
    ...violationOf(
      'I4',
      'has an account and was not approved',
      [...owners].filter((id) => decisions.get(id)?.verdict !== 'approve'),
    ),
  ];
};

/** I9: one audit row for each decision, and none without one. */
export const everyDecisionIsAudited = ({ audited, decisions }: Facts): Violation[] => {
  const subjects = new Set(audited);
  return [
    ...violationOf(
      'I9',
      'was decided without an audit row',
      [...decisions.keys()].filter((id) => !subjects.has(id)),
    ),
    ...violationOf('I9', 'has two audit rows of a decision', repeated(audited)),
    ...violationOf(
      'I9',
      'has an audit row and no decision',
      audited.filter((id) => !decisions.has(id)),
    ),
  ];
};

/** The address as it is compared, computed here anew so that a fault in the product's own key would show. */
const comparableEmail = (email: string): string => {
  const normal = email.trim().normalize('NFC');
  const at = normal.lastIndexOf('@');
  return `${normal.slice(0, at).toLowerCase()}@${domainToASCII(normal.slice(at + 1))}`;
};

import type { Facts } from './facts';
import { violationOf, type Violation } from './violation';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TIME = /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const LONGEST = { name: 200, email: 254, reason: 2_000 };

/**
 * I13: nothing that somebody really sent, or decided, is a dead letter, not even beside another copy of it that arrived.
 * Dead letters are for what could never be processed.
 */
export const noValidMessageIsADeadLetter = ({ deadLetters }: Facts): Violation[] => {
  const valid = deadLetters.filter(({ text }) => isSignUp(text) || isDecision(text));
  const reasons = [...new Set(valid.map(({ reason }) => reason))].join('; ');
  const ids = valid.map(({ place, registrationId }) => registrationId ?? place);
  return violationOf('I13', `is valid and a dead letter (${reasons})`, ids);
};

const isSignUp = (text: string): boolean => {
  const { schema, registrationId, submittedAt, ...applicant } = fieldsOf(text);
  const fits = ([field, longest]: [string, number]): boolean => {
    const value = applicant[field];
    return typeof value === 'string' && value.length > 0 && value.length <= longest && !value.includes('\0');
  };
  const known = schema === 1 && isMatch(UUID, registrationId) && isMatch(TIME, submittedAt);
  return known && Object.entries(LONGEST).every(fits) && String(applicant['email']).includes('@');
};

const isDecision = (text: string): boolean => {
  const { schema, registrationId, verdict, decidedAt } = fieldsOf(text);
  const told = ['approve', 'reject', 'duplicate'].includes(String(verdict));
  return schema === 1 && isMatch(UUID, registrationId) && isMatch(TIME, decidedAt) && told;
};

const isMatch = (pattern: RegExp, value: unknown): boolean =>
  typeof value === 'string' && pattern.test(value);

const fieldsOf = (text: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
};

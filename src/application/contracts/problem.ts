import type { DecisionReply } from './review';

/** A problem document, RFC 9457. `errors` names each field that was refused, with a code the pages translate. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  errors?: FieldError[];
  /** Where the registration is decided already: the decision that stands. */
  decision?: DecisionReply;
};

export type FieldError = { field: string; code: string; detail: string };

import type { DecisionReply } from './review';
import type { TextFault } from './text-field';

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

/** A refused field: its fault, and a sentence in English. */
export type FieldError = TextFault & { field: string; detail: string };

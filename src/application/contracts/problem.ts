/** A problem document, RFC 9457. `errors` names each field that was refused, with a code the pages translate. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  errors?: FieldError[];
  /** Only with a 409 on a decision: the decision that stands. */
  decision?: object;
};

export type FieldError = { field: string; code: string; detail: string };

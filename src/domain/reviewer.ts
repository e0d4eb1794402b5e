/** Somebody who may decide. The password's hash never leaves the adapter that checks it. */
export type Reviewer = {
  id: string;
  email: string;
  name: string;
  /** Raised to end every session of this reviewer at once. */
  sessionVersion: number;
};

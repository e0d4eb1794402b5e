import type { Reviewer } from '@/src/domain/reviewer';

/** Those who may sign in to the dashboard. Each call rejects within 6 s where the store is away: nobody is let in then. */
export type Reviewers = {
  /** The reviewer if the password is right; undefined otherwise, after the same time whether or not the address is known. */
  signIn(credentials: { email: string; password: string }): Promise<Reviewer | undefined>;
  /** The reviewer behind a session, or undefined once disabled or after the session version was raised. */
  findActive(session: { id: string; sessionVersion: number }): Promise<Reviewer | undefined>;
};

import { passwordFlaw, type PasswordFlaw } from '@/src/domain/password';
import type { Reviewer } from '@/src/domain/reviewer';
import type { Team } from '../ports/team';

type Ports = { team: Team; now: () => Date };
type ChangePassword = { email: string; password: string; actor: string };

export type PasswordChange =
  { kind: 'changed'; reviewer: Reviewer } | { kind: 'unknown' } | { kind: PasswordFlaw };

/** Gives a reviewer a new password. Whoever is signed in as them is signed out, everywhere. */
export const changePassword =
  ({ team, now }: Ports) =>
  async ({ email, password, actor }: ChangePassword): Promise<PasswordChange> => {
    const flaw = passwordFlaw(password);
    if (flaw) return { kind: flaw };
    const reviewer = await team.changePassword({ email, password }, ({ id }) => ({
      at: now(),
      actor,
      action: 'password.changed',
      subject: `reviewer:${id}`,
      detail: {},
    }));
    if (!reviewer) return { kind: 'unknown' };
    return { kind: 'changed', reviewer };
  };

import type { Progress } from '@/services/progress';
import { checkInvariants } from '../../../invariants/check-invariants';
import type { Violation } from '../../../invariants/violation';
import { everyProcess, prepareFleet, type Fleet } from '../processes';
import type { Stage } from '../environment';
import type { Guard } from './guard';
import { bundleWithout } from './patched-bundle';
import { Scene } from './scenario-run';

/** What the invariants say of the scenario's own registrations, with the guard and without it. */
export type Proof = { guard: Guard; withIt: Violation[]; withoutIt: Violation[]; proven: boolean };

type Setting = { stage: Stage; home: string; onStep: Progress };

/** Plays the scenario with the guard in place, which must hold, and without it, which must break what it guards. */
export const proveGuard = async (guard: Guard, setting: Setting): Promise<Proof> => {
  const { onStep, stage } = setting;
  const withIt = await onStep(`${guard.name}: with it`, () =>
    playOn(stage.fleet, guard, { ...setting, mark: 'with' }),
  );
  const withoutIt = await onStep(`${guard.name}: without it`, async () => {
    const fleet = guard.patched ? await fleetWithout(guard, setting) : stage.fleet;
    return playOn(fleet, guard, { ...setting, mark: 'without', removeFromStores: guard.removeFromStores });
  });
  const broken = withoutIt.filter(({ invariant }) => guard.breaks.includes(invariant));
  return { guard, withIt, withoutIt, proven: withIt.length === 0 && broken.length > 0 };
};

const fleetWithout = async (guard: Guard, { stage, home }: Setting): Promise<Fleet> => {
  const { app, file } = await bundleWithout(guard);
  return prepareFleet({
    home,
    services: stage.servers.linked,
    counts: { web: 2, orchestrator: 1, 'mq-consumer': 1 },
    bundles: { [app]: file },
    firstNumber: 4,
  });
};

type Play = Setting & { mark: string; removeFromStores?: Guard['removeFromStores'] };

const playOn = async (
  fleet: Fleet,
  guard: Guard,
  { stage, mark, removeFromStores }: Play,
): Promise<Violation[]> => {
  const { servers, reviewers } = stage;
  const scene = new Scene(servers, fleet, { reviewers, mark: `${guard.name}.${mark}.` });
  try {
    await removeFromStores?.(scene);
    await guard.play(scene);
    const { accepted, answers: losers } = scene;
    const { violations } = await checkInvariants({ services: servers.direct, accepted, losers });
    return onlyAbout(scene.ids, violations);
  } finally {
    await Promise.all(everyProcess(fleet).map((process) => process.stop()));
  }
};

/** The stores still hold what earlier scenarios have broken. */
const onlyAbout = (ids: readonly string[], violations: readonly Violation[]): Violation[] =>
  violations
    .map((violation) => ({ ...violation, ids: violation.ids.filter((id) => ids.includes(id)) }))
    .filter(({ invariant, ids: left }) => left.length > 0 || invariant === 'I8');

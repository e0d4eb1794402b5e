import type { OnStep, StepReporter } from '@/services/terminal/step-reporter';
import { checkInvariants } from '../../../invariants/check-invariants';
import type { Violation } from '../../../invariants/violation';
import { setUpEnvironment, type Environment } from '../environment';
import { prepareProcesses, stopProcesses, type ProductProcesses } from '../processes';
import type { Guard } from './guard';
import { GUARDS } from './guards';
import { bundleWithout } from './patched-bundle';
import { ScenarioRun } from './scenario-run';

/** What the invariants say of the scenario's own registrations, with the guard and without it. */
type Proof = { guard: Guard; withIt: Violation[]; withoutIt: Violation[]; proven: boolean };

type Setting = { without: string; home: string; reporter: StepReporter; signal: AbortSignal };

const COUNTS = { web: 2, orchestrator: 1, 'mq-consumer': 1 };

/** Runs the scenario of one guard, or of all; throws with the names there are where none is meant. */
export const proveGuards = async ({ without, home, reporter, signal }: Setting): Promise<Proof[]> => {
  const chosen = GUARDS.filter(({ name }) => without === 'all' || without === name);
  if (chosen.length === 0)
    throw new Error(
      `--without takes "all" or one of:\n${GUARDS.map(({ name, what }) => `  ${name}: ${what}`).join('\n')}`,
    );
  const environment = await setUpEnvironment({
    home,
    signal,
    counts: COUNTS,
    ...reporter,
    say: () => undefined,
  });
  const proofs: Proof[] = [];
  try {
    for (const guard of chosen) {
      signal.throwIfAborted();
      proofs.push(await proveGuard(guard, { environment, home, onStep: reporter.onStep }));
    }
    return proofs;
  } finally {
    await reporter.onStep('Stopping everything', () => environment.stop());
  }
};

type Place = { environment: Environment; home: string; onStep: OnStep };

/** Runs the scenario with the guard in place, which must hold, and without it, which must break what it guards. */
const proveGuard = async (guard: Guard, place: Place): Promise<Proof> => {
  const { onStep, environment } = place;
  const { processes } = environment;
  const withIt = await onStep(`${guard.name}: with it`, () =>
    runScenario(guard, { environment, processes, mark: 'with' }),
  );
  const withoutIt = await onStep(`${guard.name}: without it`, async () => {
    const patched = guard.patched ? await processesWithout(guard, place) : processes;
    const { removeFromStores } = guard;
    return runScenario(guard, { environment, processes: patched, mark: 'without', removeFromStores });
  });
  const broken = withoutIt.filter(({ invariant }) => guard.breaks.includes(invariant));
  return { guard, withIt, withoutIt, proven: withIt.length === 0 && broken.length > 0 };
};

const processesWithout = async (guard: Guard, { environment, home }: Place): Promise<ProductProcesses> => {
  const { app, file } = await bundleWithout(guard);
  return prepareProcesses({
    home,
    services: environment.servers.proxied,
    counts: COUNTS,
    bundles: { [app]: file },
    firstNumber: 4,
  });
};

type Scenario = {
  environment: Environment;
  processes: ProductProcesses;
  mark: string;
  removeFromStores?: Guard['removeFromStores'];
};

const runScenario = async (
  guard: Guard,
  { environment, processes, mark, removeFromStores }: Scenario,
): Promise<Violation[]> => {
  const { servers, reviewers } = environment;
  const run = new ScenarioRun(servers, processes, { reviewers, mark: `${guard.name}.${mark}.` });
  try {
    await removeFromStores?.(run);
    await guard.scenario(run);
    const { violations } = await checkInvariants(servers.direct, run.ledger);
    return onlyAbout(run.ids, violations);
  } finally {
    await stopProcesses(processes);
  }
};

/** The stores still hold what earlier scenarios have broken. */
const onlyAbout = (ids: readonly string[], violations: readonly Violation[]): Violation[] =>
  violations
    .map((violation) => ({ ...violation, ids: violation.ids.filter((id) => ids.includes(id)) }))
    .filter(({ invariant, ids: left }) => left.length > 0 || invariant === 'I8');

/** Line by line what was proven. */
export const proofReport = (proofs: readonly Proof[]): string[] =>
  proofs.flatMap(({ guard, withIt, withoutIt, proven }) => [
    '',
    `${proven ? '✓' : '✗'} ${guard.name}: ${guard.what}`,
    `    with it:    ${withIt.length === 0 ? 'every invariant holds' : listOf(withIt)}`,
    `    without it: ${withoutIt.length === 0 ? 'every invariant holds' : listOf(withoutIt)}`,
  ]);

const listOf = (violations: readonly Violation[]): string =>
  violations.map(({ invariant, what, ids }) => `${invariant} ${what} (${ids.length})`).join('; ');

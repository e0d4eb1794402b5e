import type { Teller } from '@/services/progress';
import { setStage } from '../environment';
import { GUARDS } from './guards';
import { proveGuard, type Proof } from './prove-guard';

type Setting = { without: string; home: string; teller: Teller; signal: AbortSignal };

/** Plays the scenario of one guard, or of all; throws with the names there are where none is meant. */
export const proveGuards = async ({ without, home, teller, signal }: Setting): Promise<Proof[]> => {
  const chosen = GUARDS.filter(({ name }) => without === 'all' || without === name);
  if (chosen.length === 0)
    throw new Error(
      `--without takes "all" or one of:\n${GUARDS.map(({ name, what }) => `  ${name}: ${what}`).join('\n')}`,
    );
  const counts = { web: 2, orchestrator: 1, 'mq-consumer': 1 };
  const stage = await setStage({ home, signal, counts, ...teller, say: () => undefined });
  const proofs: Proof[] = [];
  try {
    for (const guard of chosen) {
      signal.throwIfAborted();
      proofs.push(await proveGuard(guard, { stage, home, onStep: teller.onStep }));
    }
    return proofs;
  } finally {
    await teller.onStep('Stopping everything', () => stage.stop());
  }
};

/** Line by line what was proven. */
export const proofReport = (proofs: readonly Proof[]): string[] =>
  proofs.flatMap(({ guard, withIt, withoutIt, proven }) => [
    '',
    `${proven ? '✓' : '✗'} ${guard.name}: ${guard.what}`,
    `    with it:    ${withIt.length === 0 ? 'every invariant holds' : told(withIt)}`,
    `    without it: ${withoutIt.length === 0 ? 'every invariant holds' : told(withoutIt)}`,
  ]);

const told = (violations: Proof['withIt']): string =>
  violations.map(({ invariant, what, ids }) => `${invariant} ${what} (${ids.length})`).join('; ');

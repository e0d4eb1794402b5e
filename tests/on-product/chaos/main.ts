import { reportSteps } from '@/services/terminal/step-reporter';
import { liftLimits } from '../../harness/lifted-limits';
import { reportOf } from './chaos-report';
import { proofReport, proveGuards } from './guards/prove-guards';
import { HELP, readOptions, type ChaosOptions } from './options';
import { lossReport, measureProducerLoss } from './producer/producer-loss';
import { runChaos } from './run-chaos';

const interrupted = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => interrupted.abort());

liftLimits();

/** Answers the exit code. */
const run = async (options: ChaosOptions): Promise<number> => {
  const { signal } = interrupted;
  if (options.producer) {
    const losses = await measureProducerLoss({ ...options, onStep: reportSteps().onStep, signal });
    for (const line of lossReport(losses)) console.log(line);
    // The product's own way to produce is the one that must not lose anything.
    return losses.some(({ idempotent, missing }) => !idempotent && missing.length > 0) ? 1 : 0;
  }
  if (options.without !== undefined) {
    const proofs = await proveGuards({
      ...options,
      without: options.without,
      reporter: reportSteps(),
      signal,
    });
    for (const line of proofReport(proofs)) console.log(line);
    return proofs.every(({ proven }) => proven) ? 0 : 1;
  }
  const result = await runChaos({ ...options, reporter: reportSteps(), signal });
  for (const line of reportOf(result)) console.log(line);
  return result.violations.length > 0 || signal.aborted ? 1 : 0;
};

try {
  const options = readOptions(process.argv.slice(2));
  if (!options) console.log(HELP);
  process.exit(options ? await run(options) : 0);
} catch (error) {
  const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(interrupted.signal.aborted ? '\nInterrupted; what was started is stopped.' : `\n${why}`);
  process.exit(1);
}

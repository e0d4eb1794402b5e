/** Builds the product and starts nothing; used by the Dockerfile. */
import { buildIfChanged } from './build';
import { buildTargets } from './build-target';
import { readLauncherEnv } from './launcher-env';
import { tellProgress } from './progress';
import { runLauncher } from './run-launcher';

await runLauncher(async (signal) => {
  const { onStep } = tellProgress();
  await buildIfChanged(buildTargets[readLauncherEnv().PORTARIA_BUILD], { onStep, signal });
});

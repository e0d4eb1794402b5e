/** Builds the product and starts nothing; used by the Dockerfile. */
import { BUILD_TARGETS, buildIfChanged } from './builds/build-product';
import { readLauncherEnv } from './home/launcher-env';
import { runLauncher } from './terminal/run-launcher';
import { reportSteps } from './terminal/step-reporter';

await runLauncher(async (signal) => {
  const { onStep } = reportSteps();
  await buildIfChanged(BUILD_TARGETS[readLauncherEnv().PORTARIA_BUILD], { onStep, signal });
});

/** `npm run servers`: the five servers in the foreground, for tests and tools that bring their own product. */
import { homeFolder } from './home/home-folder';
import { readLauncherEnv } from './home/launcher-env';
import { forgetServicesFile, writeServicesFile } from './servers/services-in-use';
import { startServices } from './servers/start-services';
import { runLauncher, untilAborted } from './terminal/run-launcher';
import { reportSteps } from './terminal/step-reporter';

await runLauncher(async (signal) => {
  const env = readLauncherEnv();
  const home = homeFolder(env.PORTARIA_HOME);
  const { onStep, say } = reportSteps();
  const services = await startServices({ home, env, onStep, say, signal });
  writeServicesFile(home, { ...services.inUse, processes: { launcher: process.pid } });
  say(`The addresses are in ${home}/services.json. Ctrl-C stops the servers.`);
  await Promise.all([services.prepareNextStart(signal), untilAborted(signal)]);
  await services.stop(onStep);
  forgetServicesFile(home);
});

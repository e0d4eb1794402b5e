/** `npm run servers`: the five servers in the foreground, for tests and tools that bring their own product. */
import { homeFolder } from './home';
import { readLauncherEnv } from './launcher-env';
import { tellProgress } from './progress';
import { runLauncher, untilAborted } from './run-launcher';
import { forgetServicesFile, writeServicesFile } from './services-file';
import { startServices } from './start-services';

await runLauncher(async (signal) => {
  const env = readLauncherEnv();
  const home = homeFolder(env.PORTARIA_HOME);
  const { onStep, say } = tellProgress();
  const services = await startServices({ home, env, onStep, say, signal });
  writeServicesFile(home, { ...services.inUse, processes: { launcher: process.pid } });
  say(`The addresses are in ${home}/services.json. Ctrl-C stops the servers.`);
  await untilAborted(signal);
  await services.stop(onStep);
  forgetServicesFile(home);
});

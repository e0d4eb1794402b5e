/** `npm start`, and with `--dev` `npm run dev`: the whole product on this machine, until Ctrl-C. */
import { appNames } from './app-names';
import { appFiles } from './app-programs';
import { followLog } from './follow-log';
import { homeFolder } from './home';
import { launch } from './launch';
import { readLauncherEnv } from './launcher-env';
import { seconds, tellProgress } from './progress';
import { runLauncher, untilAborted } from './run-launcher';

await runLauncher(async (signal) => {
  const since = performance.now();
  const env = readLauncherEnv();
  const home = homeFolder(env.PORTARIA_HOME);
  const mode = process.argv.includes('--dev') ? 'development' : 'production';
  const teller = tellProgress();
  if (mode === 'development') {
    for (const name of appNames) {
      const { logFile } = appFiles(home, name);
      void followLog({ name, logFile, say: teller.say, signal });
    }
  }

  const product = await launch({ home, env, mode, teller, signal });
  teller.say(`\nPortaria runs at ${product.url} (${seconds(since)}). Ctrl-C stops it.`);
  if (product.createdAdmin) {
    const { email, password } = product.createdAdmin;
    teller.say(`First admin: ${email}, password ${password} (kept in ${home}/admin.json)`);
  }
  await untilAborted(signal);
  await product.stop();
});

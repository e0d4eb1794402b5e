/** `npm start`, and with `--dev` `npm run dev`: the whole product on this machine, until Ctrl-C. */
import { appNames } from './app-names';
import { appFiles } from './app-programs';
import { keptAdmin, type FirstAdmin } from './first-admin';
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
  teller.say(signInHint(home, product.createdAdmin));
  await untilAborted(signal);
  await product.stop();
});

function signInHint(home: string, created: FirstAdmin | undefined): string {
  if (created) {
    return `The first admin is ${created.email} with the password ${created.password} (kept in ${home}/admin.json).`;
  }
  const kept = keptAdmin(home);
  return kept
    ? `Sign in as ${kept.email}; the password is in ${home}/admin.json.`
    : 'Sign in with your account.';
}

/** `npm start`, and with `--dev` `npm run dev`: the whole product on this machine, until Ctrl-C. */
import { type FirstAdmin, keptAdmin } from './home/first-admin';
import { homeFolder } from './home/home-folder';
import { readLauncherEnv } from './home/launcher-env';
import { APP_NAMES, appFiles } from './product/app-programs';
import { launch } from './product/launch';
import { followLog } from './terminal/log-file';
import { runLauncher, untilAborted } from './terminal/run-launcher';
import { reportSteps, seconds } from './terminal/step-reporter';

await runLauncher(async (signal) => {
  const since = performance.now();
  const env = readLauncherEnv();
  const home = homeFolder(env.PORTARIA_HOME);
  const mode = process.argv.includes('--dev') ? 'development' : 'production';
  const reporter = reportSteps();
  if (mode === 'development') {
    for (const name of APP_NAMES) {
      const { logFile } = appFiles(home, name);
      void followLog({ name, logFile, say: reporter.say, signal });
    }
  }

  const product = await launch({ home, env, mode, reporter, signal });
  reporter.say(`\nPortaria runs at ${product.url} (${seconds(since)}). Ctrl-C stops it.`);
  reporter.say(signInHint(home, product.createdAdmin));
  await Promise.all([product.prepareNextStart(signal), untilAborted(signal)]);
  await product.stop();
});

function signInHint(home: string, created: FirstAdmin | undefined): string {
  if (created) {
    return `The first admin is ${created.email} with the password ${created.password} (shown now, and kept in ${home}/admin.json until it is changed: npm run team -- password ${created.email}).`;
  }
  const kept = keptAdmin(home);
  return kept
    ? `Sign in as ${kept.email}; the first password is in ${home}/admin.json until it is changed: npm run team -- password ${kept.email}`
    : 'Sign in with your account.';
}

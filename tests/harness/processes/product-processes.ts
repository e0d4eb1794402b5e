import { appNames, type AppName } from '@/services/app-names';
import type { Failpoint } from '@/src/infrastructure/failpoints/failpoint';
import { spawnApp, type AppProcess } from './app-process';

const running = new Map<AppName, AppProcess>();

/** Starts a process of the product and waits until it answers. */
export const startApp = async (name: AppName): Promise<AppProcess> => {
  const app = await spawnApp(name);
  running.set(name, app);
  await app.live();
  return app;
};

/** Starts one that will end itself at the failpoint, perhaps before it answers for the first time. */
export const startDoomedApp = async (name: AppName, failAt: Failpoint): Promise<AppProcess> => {
  const app = await spawnApp(name, { NODE_ENV: 'test', PORTARIA_FAIL_AT: failAt });
  running.set(name, app);
  return app;
};

/** Stops a process as its supervisor would, and gives its exit code and how long that took. */
export const stopApp = async (name: AppName): Promise<{ exitCode: number; tookMs: number }> => {
  const app = running.get(name);
  if (!app) throw new Error(`${name} does not run`);
  running.delete(name);
  const since = performance.now();
  app.signal('SIGTERM');
  return { exitCode: await app.ended, tookMs: performance.now() - since };
};

/** kill -9. */
export const killApp = async (name: AppName): Promise<void> => {
  const app = running.get(name);
  app?.signal('SIGKILL');
  await app?.ended;
};

/** All three, as `npm start` runs them; those that run already stay. */
export const startCast = async (): Promise<void> => {
  await Promise.all(
    appNames.map(async (name) => {
      if (running.get(name)?.hasEnded() ?? true) await startApp(name);
    }),
  );
};

/** Ends whatever is left, at once. */
export const endCast = async (): Promise<void> => {
  const left = [...running.values()];
  running.clear();
  for (const app of left) app.signal('SIGKILL');
  await Promise.all(left.map(({ ended }) => ended));
};

import { BUILD_TARGETS, buildIfChanged } from '@/services/builds/build-product';
import { runBenchSuite } from './bench-suite';
import { runChaosSuite } from './chaos-suite';
import { findChromium } from './prerequisites';
import { runOutages, runSystemAndBrowser } from './product-suites';
import { runFailpoints, runHalfBrokenStores, runIntegration } from './server-suites';
import { wants, type TestRun } from './suite';
import { emptyTestHome } from './test-home';
import { onStep } from './test-report';

/** They share one product. */
const PRODUCT_SUITES = ['system', 'security', 'end-to-end'];

/** Everything that needs the real servers: the adapters alone first, then the processes, then the whole product. */
export const runWithServers = async (run: TestRun): Promise<void> => {
  const { signal } = run;
  const home = await emptyTestHome();
  try {
    // Looked for first, because a missing browser is better told now than in ten minutes.
    const chromium = await findChromium(signal);
    if (wants(run, 'integration')) await runIntegration(run, home.folder('servers'));
    if (signal.aborted || run.suite === 'integration') return;
    // Built before anything shares it.
    await buildIfChanged(BUILD_TARGETS.test, { onStep, signal });
    // Both lines wait for most of their time: for servers that are away, for members that Kafka has to give up.
    const failpoints = async (): Promise<void> => {
      if (wants(run, 'failpoints')) await runFailpoints(run, home.folder('failpoints'));
    };
    const outages = async (): Promise<void> => {
      if (wants(run, 'outages')) await runOutages(run, home.folder('outages'));
      const folder = home.folder('half-broken-stores');
      if (!signal.aborted && wants(run, 'half-broken-stores')) await runHalfBrokenStores(run, folder);
    };
    await Promise.all([failpoints(), outages()]);
    // It measures, so nothing runs beside it.
    if (!signal.aborted && wants(run, 'bench')) await runBenchSuite(run, home.folder('bench'));
    if (!signal.aborted && wants(run, 'chaos')) await runChaosSuite(run, home.folder('chaos'));
    if (!signal.aborted && PRODUCT_SUITES.some((suite) => wants(run, suite))) {
      await runSystemAndBrowser(run, { home: home.folder('product'), chromium });
    }
  } finally {
    home.release();
  }
};

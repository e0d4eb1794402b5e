import { runChaosSuite } from './chaos';
import { wants, type Run } from './run-request';
import { findChromium } from './chromium';
import { runFailpoints } from './failpoints';
import { runIntegration } from './integration';
import { emptyTestHome } from './test-home';
import { runOnProduct } from './on-product';

/** Everything that needs the real servers: the adapters alone first, then the whole product. */
export const runWithServers = async (run: Run): Promise<void> => {
  const home = await emptyTestHome();
  try {
    // Looked for first, because a missing browser is better told now than in ten minutes.
    const chromium = await findChromium(run.signal);
    if (wants(run, 'integration')) await runIntegration(run, home.folder('servers'));
    if (!run.signal.aborted && wants(run, 'failpoints')) await runFailpoints(run, home.folder('failpoints'));
    if (!run.signal.aborted && wants(run, 'chaos')) await runChaosSuite(run, home.folder('chaos'));
    if (!run.signal.aborted && (wants(run, 'system') || wants(run, 'end-to-end'))) {
      await runOnProduct(run, { home: home.folder('product'), chromium });
    }
  } finally {
    home.release();
  }
};

import { staticChecks } from './run/static-checks';
import { printSummary, runSuite } from './run/report';
import { countsOf, type SuiteResult } from './run/suite';
import { runVitest } from './run/vitest-suite';

// `npm test` runs everything; `npm run check` (--check) only what needs no servers.
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort());

const results: SuiteResult[] = [];
const add = async (title: string, work: () => Promise<SuiteResult>): Promise<void> => {
  if (!interrupted.signal.aborted) results.push(await runSuite(title, work));
};

const { signal } = interrupted;
for (const { name, run } of staticChecks) await add(name, () => run(signal));
await add('unit tests', () => runVitest({ project: 'unit', signal }));
if (!process.argv.includes('--check')) {
  const { runWithServers } = await import('./run/with-servers');
  await runWithServers(add, signal);
}

printSummary(results);
process.exitCode = signal.aborted || countsOf(results).failed > 0 ? 1 : 0;

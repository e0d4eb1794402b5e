import { existsSync } from 'node:fs';
import { runBinary } from './run-binary';
import { failedOnce, passedOnce, type SuiteResult } from './suite';

export type Check = (signal: AbortSignal) => Promise<SuiteResult>;

const SOURCE_FOLDERS = ['app', 'bench', 'cli', 'components', 'i18n', 'services', 'src', 'tests', 'workers'];

/** The checks that read the sources and run nothing of them. */
export const staticChecks = {
  format: (signal) => commandPasses('format', [['prettier', '--check', '.']], signal),
  lint: (signal) => commandPasses('lint', [['eslint', '.', '--max-warnings', '0']], signal),
  // Next writes the declarations of its routes and style sheets first; a fresh clone has none.
  types: (signal) =>
    commandPasses(
      'types',
      [
        ['next', 'typegen'],
        ['tsc', '--noEmit'],
      ],
      signal,
    ),
  'import rules': (signal) => importRules(signal),
  'what nothing uses': (signal) => commandPasses('what nothing uses', [['knip', '--no-progress']], signal),
} satisfies Record<string, Check>;

const commandPasses = async (
  name: string,
  commands: string[][],
  signal: AbortSignal,
): Promise<SuiteResult> => {
  for (const command of commands) {
    const { exitCode, output } = await runBinary(command, {
      signal,
      env: { PORTARIA_DIST_DIR: '.next-test' },
    });
    if (exitCode !== 0)
      return failedOnce(name, output || `${command.join(' ')} ended with exit code ${exitCode}.`);
  }
  return passedOnce(name);
};

type Cruise = {
  modules: { source: string }[];
  summary: { violations: { from: string; to: string; rule: { name: string; severity: string } }[] };
};

/** Fails when it saw no modules of a source folder: a cruiser that cannot read the sources finds nothing wrong. */
const importRules = async (signal: AbortSignal): Promise<SuiteResult> => {
  const folders = SOURCE_FOLDERS.filter((folder) => existsSync(folder));
  const cruised = [...folders, 'server.ts', 'instrumentation.ts'];
  const cruise = ['depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...cruised];
  const { output } = await runBinary(cruise, { signal });
  if (!output.startsWith('{')) return failedOnce('import rules', output);
  const { modules, summary } = JSON.parse(output) as Cruise;

  const unseen = folders.filter((folder) => !modules.some(({ source }) => source.startsWith(`${folder}/`)));
  if (unseen.length > 0) return failedOnce('import rules', `No module was seen in: ${unseen.join(', ')}.`);
  const errors = summary.violations.filter(({ rule }) => rule.severity === 'error');
  if (errors.length === 0) return passedOnce('import rules');
  return failedOnce(
    'import rules',
    errors.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`).join('\n'),
  );
};

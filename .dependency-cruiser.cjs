// The import rule of docs/architecture.md. `npm run check` also fails when this saw no modules at all.
const TEST = '\\.test\\.tsx?$|^(tests|bench)/|^services/test-support/';
const COMPOSITION_ROOT = '^(server\\.ts$|app/_server/|workers/[^/]+/(main|env)\\.ts$|cli/|prisma/)';

// The launcher builds no adapter, but it reads the environment as every process does, and it asks a server whether it
// answers with the same client as the product.
const LAUNCHER_USES =
  '(environment/read-environment|async/with-timeout|kafka/kafka-client|activemq/stomp-session)';

// It hands each process of the product the variables that stand in its schema, and no others.
const ENVIRONMENTS = 'app/_server/env|workers/[^/]+/env';

// The rooms of services/ from the ground up: each imports only those before it. The programs that people run stand
// beside bootstrap.mjs and may import all of them.
const LAUNCHER_ROOMS = ['terminal', 'home', 'ports', 'processes', 'builds', 'servers', 'product'];
const launcherRoomsImportDownwards = LAUNCHER_ROOMS.map((room, index) => ({
  name: `launcher-room-${room}-imports-only-rooms-below`,
  severity: 'error',
  from: { path: `^services/${room}/`, pathNot: TEST },
  to: {
    path: '^services/',
    pathNot: `^services/(${LAUNCHER_ROOMS.slice(0, index + 1).join('|')})/`,
  },
}));

module.exports = {
  forbidden: [
    {
      name: 'domain-imports-only-domain',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: TEST },
      to: { pathNot: '^src/domain/' },
    },
    {
      name: 'application-imports-only-domain',
      severity: 'error',
      from: { path: '^src/application/', pathNot: TEST },
      to: { pathNot: '^(src/(domain|application)/|node_modules/zod/)' },
    },
    {
      name: 'infrastructure-knows-no-process',
      severity: 'error',
      from: { path: '^src/infrastructure/', pathNot: TEST },
      to: { path: '^(app|workers|cli|components|services)/' },
    },
    {
      name: 'only-composition-roots-build-adapters',
      severity: 'error',
      from: { pathNot: `${TEST}|${COMPOSITION_ROOT}|^src/infrastructure/|^services/` },
      to: { path: '^src/infrastructure/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'components-are-presentational',
      severity: 'error',
      from: { path: '^components/', pathNot: TEST },
      to: { path: '^(app|workers|services|src|prisma)/', pathNot: '^src/(domain|application/contracts)/' },
    },
    {
      name: 'app-and-workers-share-no-code',
      severity: 'error',
      from: { path: '^(app|components|src)/', pathNot: TEST },
      to: { path: '^(workers|cli|services)/' },
    },
    {
      name: 'workers-share-only-the-runner',
      severity: 'error',
      from: { path: '^workers/([^/]+)/', pathNot: TEST },
      to: { path: '^(app/|components/|services/|cli/|workers/[^/]+/)', pathNot: '^workers/$1/' },
    },
    {
      name: 'launcher-knows-only-the-setup',
      severity: 'error',
      from: { path: '^services/', pathNot: TEST },
      to: {
        path: '^(app|workers|cli|components)/',
        pathNot: `^(cli/setup/set-up-stores|${ENVIRONMENTS})\\.ts$`,
      },
    },
    {
      name: 'launcher-builds-no-adapter',
      severity: 'error',
      from: { path: '^services/', pathNot: TEST },
      to: { path: '^src/', pathNot: `^src/infrastructure/${LAUNCHER_USES}\\.ts$` },
    },
    ...launcherRoomsImportDownwards,
    {
      name: 'product-never-imports-tests',
      severity: 'error',
      from: { pathNot: TEST },
      to: { path: TEST },
    },
    {
      name: 'commands-stand-apart-from-processes',
      severity: 'error',
      from: { path: '^cli/', pathNot: TEST },
      to: { path: '^(app|workers|components|services)/' },
    },
    {
      name: 'files-are-named-in-kebab-case',
      severity: 'error',
      from: { path: '/[^/]*[A-Z_][^/]*\\.(ts|tsx|mjs)$' },
      to: {},
    },
    // The invariants must see a fault of the product, so they share no code with it, not even a type.
    {
      name: 'invariants-import-no-product',
      severity: 'error',
      from: { path: '^tests/invariants/' },
      to: { pathNot: '^(tests/invariants|node_modules)/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'harness-imports-no-suite',
      severity: 'error',
      from: { path: '^tests/(harness|invariants|fakes)/' },
      to: { path: '^(tests/(on-servers|on-product|contracts|runner)|bench)/' },
    },
    {
      name: 'suites-share-only-the-harness',
      severity: 'error',
      from: { path: '^tests/(on-servers|on-product)/([^/]+)/' },
      to: { path: '^tests/(on-servers|on-product|contracts|runner)/', pathNot: '^tests/$1/$2/' },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|\\.portaria|dist|next-env|src/infrastructure/postgres/generated/)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};

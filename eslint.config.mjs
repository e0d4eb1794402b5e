import next from 'eslint-config-next/core-web-vitals';
import typescript from 'eslint-config-next/typescript';

const TESTS = ['**/*.test.ts', '**/*.test.tsx', 'tests/**'];
const TERMINAL_PROGRAMS = ['services/**', 'tests/**', 'bench/**', 'cli/**'];
const ENVIRONMENT_READERS = [
  '**/env.ts',
  'src/infrastructure/environment/**',
  '*.config.*',
  'services/**',
  'tests/**',
  'bench/**',
  'instrumentation.ts',
  'app/**/error.tsx',
];
const FRAMEWORK_ENTRIES = [
  'app/**',
  'bench/arms/plain/app/**',
  '**/*.config.*',
  'i18n/**',
  'proxy.ts',
  '**/*.d.ts',
  'tests/**/*.config.ts',
];

const forbiddenSyntax = [
  { selector: 'TSEnumDeclaration', message: 'Use a union of string literals instead of an enum.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that defines it.' },
];

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only; default exports are for the files Next asks them of.',
};

// Nothing there is React, and its rules are the slowest ones.
const WITHOUT_REACT = ['services/**', 'src/**', 'workers/**', 'tests/**', 'bench/**'];
const noReactRules = Object.fromEntries(
  next
    .flatMap(({ rules = {} }) => Object.keys(rules))
    .filter((name) => name.startsWith('react'))
    .map((name) => [name, 'off']),
);

/** Node's own, packages, `@/…`, then neighbours; each by name, with no blank line between them. */
const importOrder = {
  groups: ['builtin', 'external', 'internal', 'parent', 'sibling', 'index'],
  pathGroups: [{ pattern: '@/**', group: 'internal' }],
  pathGroupsExcludedImportTypes: ['builtin'],
  'newlines-between': 'never',
  alphabetize: { order: 'asc', caseInsensitive: true },
};

const naming = [
  'error',
  { selector: 'default', format: ['camelCase'], leadingUnderscore: 'allow', trailingUnderscore: 'allow' },
  { selector: 'import', format: null },
  // Components and schemas of Prisma are values with the names of types; constants of a module shout.
  { selector: 'variable', format: ['camelCase', 'UPPER_CASE', 'PascalCase'], leadingUnderscore: 'allow' },
  { selector: ['variable', 'parameter'], modifiers: ['destructured'], format: null },
  { selector: 'function', format: ['camelCase', 'PascalCase'] },
  { selector: 'parameter', format: ['camelCase', 'PascalCase'], leadingUnderscore: 'allow' },
  { selector: 'typeLike', format: ['PascalCase'], custom: { regex: '^[IT][A-Z][a-z]', match: false } },
  // What other programs name is theirs to name: headers, environment variables, columns.
  { selector: ['objectLiteralProperty', 'typeProperty', 'objectLiteralMethod'], format: null },
];

const functionLength = (max) => ['error', { max, skipBlankLines: true, skipComments: true }];

const config = [
  {
    ignores: [
      '**/.next*/**',
      '.portaria*/**',
      'dist/**',
      'dist-*/**',
      '**/next-env.d.ts',
      'test-results/**',
      'src/infrastructure/postgres/generated/**',
    ],
  },
  ...next,
  ...typescript,
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
  {
    rules: {
      '@next/next/no-html-link-for-pages': 'off',
      'max-lines': ['error', 250],
      'max-lines-per-function': functionLength(40),
      'max-params': ['error', 3],
      'no-console': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: "Read the environment in the process's env.ts, once.",
        },
      ],
      'no-restricted-syntax': ['error', ...forbiddenSyntax, noDefaultExport],
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: ['error', 'always'],
    },
  },
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    rules: {
      'import/order': ['error', importOrder],
      'import/first': 'error',
      'import/no-duplicates': ['error', { 'prefer-inline': true }],
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/naming-convention': naming,
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      // A promise nobody waits for is a lost error, and here perhaps a lost registration.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  { files: ['**/*.d.ts'], rules: { '@typescript-eslint/consistent-type-definitions': 'off' } },
  { files: ['**/*.tsx'], rules: { 'max-lines-per-function': functionLength(80) } },
  { files: TERMINAL_PROGRAMS, rules: { 'no-console': 'off' } },
  { files: ENVIRONMENT_READERS, rules: { 'no-restricted-properties': 'off' } },
  { files: FRAMEWORK_ENTRIES, rules: { 'no-restricted-syntax': ['error', ...forbiddenSyntax] } },
  { files: WITHOUT_REACT, rules: noReactRules },
  // A suite is one long function.
  { files: TESTS, rules: { 'max-lines-per-function': 'off' } },
];

export default config;

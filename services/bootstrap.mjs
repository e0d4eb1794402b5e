/**
 * `node services/bootstrap.mjs <target.ts> [arguments]`: brings node_modules and the generated client up to date, then
 * runs a TypeScript file in this very process, so that a signal reaches one process only. It must work before anything
 * is installed: plain JavaScript, Node's own modules, nothing else.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const STAMPS = path.join(ROOT, 'node_modules', '.cache', 'portaria');
const SCHEMA = path.join(ROOT, 'prisma', 'schema.prisma');
const GENERATED_CLIENT = path.join(ROOT, 'src', 'infrastructure', 'postgres', 'generated');
const SECRETS =
  /^(PORTARIA|NEXTAUTH|REGISTRATION|ACTIVEMQ|ELASTICSEARCH|REDIS|POSTGRES|DATABASE|SMTP)_(\w+_)?(PASSWORD|SECRET|URL)$/;
const NEEDED_NODE = [20, 19];

process.env.NEXT_TELEMETRY_DISABLED = '1';
process.env.CHECKPOINT_DISABLE = '1';

const quit = (sentence) => {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
};

const checkNode = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > NEEDED_NODE[0] || (major === NEEDED_NODE[0] && minor >= NEEDED_NODE[1])) return;
  quit(
    `Portaria needs Node ${NEEDED_NODE.join('.')} or newer, and this is ${process.version}: install a newer one.`,
  );
};

const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

const isStamped = (name, hash) => {
  const file = path.join(STAMPS, name);
  return existsSync(file) && readFileSync(file, 'utf8') === hash;
};

const stamp = (name, hash) => {
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(path.join(STAMPS, name), hash);
};

/** Neither npm nor Prisma needs a secret of the product; the same names as in services/processes/spawn.ts. */
const withoutSecrets = (variables) =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => !SECRETS.test(name)));

/** Runs a program with one progress line; its output is shown only in so far as it explains a failure. */
const step = async (title, [file, ...args], env = {}) => {
  const since = performance.now();
  process.stdout.write(`${title} … `);
  const { exitCode, output } = await new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: ROOT,
      env: { ...withoutSecrets(process.env), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (part) => (text += part));
    child.once('error', (error) => resolve({ exitCode: 1, output: error.message }));
    child.once('close', (code) => resolve({ exitCode: code ?? 1, output: text }));
  });
  process.stdout.write(`${((performance.now() - since) / 1_000).toFixed(1)} s\n`);
  if (exitCode === 0) return;
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const cause = lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? `exit code ${exitCode}`;
  quit(`${title} failed: ${cause.trim()}`);
};

const hasPackage = (name) => existsSync(path.join(ROOT, 'node_modules', name));

/**
 * To run the product, what it needs and what builds it is enough; the tools of tests and benchmarks are two fifths of all
 * packages. Where they once came, they stay.
 */
const installPackages = async (target) => {
  const withTools = /^(tests|bench)\//.test(target) || hasPackage('vitest');
  const stampName = withTools ? 'package-lock.sha256' : 'package-lock.product.sha256';
  const hash = hashOf(path.join(ROOT, 'package-lock.json'));
  if (hasPackage('tsx') && isStamped(stampName, hash)) return;
  // Not `npm ci`: it fails where the registry lacks the optional packages of other platforms.
  await step('Installing packages', [
    'npm',
    'install',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--loglevel=error',
    ...(withTools ? [] : ['--omit=dev']),
  ]);
  // npm may have completed the lock file, so the stamp is taken afterwards.
  stamp(stampName, hashOf(path.join(ROOT, 'package-lock.json')));
};

const generateClient = async () => {
  if (!existsSync(SCHEMA)) return;
  const hash = hashOf(SCHEMA);
  if (existsSync(GENERATED_CLIENT) && isStamped('schema.sha256', hash)) return;
  // `generate` never calls the schema engine, but the command line downloads it unless it is told where one is.
  const env = { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' };
  const prisma = path.join(ROOT, 'node_modules', 'prisma', 'build', 'index.js');
  await step('Generating the database client', [process.execPath, prisma, 'generate'], env);
  stamp('schema.sha256', hash);
};

checkNode();
const [target, ...args] = process.argv.slice(2);
if (!target) quit('Usage: node services/bootstrap.mjs <target.ts> [arguments]');
await installPackages(target);
await generateClient();

// Migrations and pages are found from the repository, wherever the command was called.
process.chdir(ROOT);
process.argv = [process.argv[0], path.resolve(ROOT, target), ...args];
const { register } = await import('tsx/esm/api');
register();
await import(pathToFileURL(process.argv[1]).href);

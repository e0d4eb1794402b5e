import path from 'node:path';

const repository = path.resolve(import.meta.dirname, '..', '..', '..');

/** @type {import('next').NextConfig} */
const config = {
  // Packages and the database client are the repository's.
  turbopack: { root: repository },
  outputFileTracingRoot: repository,
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['@node-rs/argon2', 'pg'],
};

export default config;

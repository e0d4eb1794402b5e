import { readFileSync } from 'node:fs';
import type { ServicesFile } from '@/services/services-file';

/** Path of the services.json of the servers under test. */
export const servicesPath = (): string => {
  const path = process.env.PORTARIA_TEST_SERVICES;
  if (!path) throw new Error('PORTARIA_TEST_SERVICES is not set: run "npm test".');
  return path;
};

/** Read afresh each time, because pids and ports change when something is started again. */
export const readServices = (): ServicesFile =>
  JSON.parse(readFileSync(servicesPath(), 'utf8')) as ServicesFile;

/** Address of the product under test, without a slash at its end. */
export const productUrl = (): string => {
  const url = readServices().web?.url;
  if (!url) throw new Error('services.json names no address of the product.');
  return url.replace(/\/$/, '');
};

import { z } from 'zod';
import { serverAddresses } from '@/src/infrastructure/environment/process-env';

/** The environment of the one-shot set-up. */
export const setupEnv = serverAddresses
  .pick({ KAFKA_BROKERS: true, ELASTICSEARCH_URL: true, DATABASE_URL: true })
  .extend({ PORTARIA_ADMIN_EMAIL: z.email(), PORTARIA_ADMIN_PASSWORD: z.string().min(12).max(200) });

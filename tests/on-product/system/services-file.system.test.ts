import { statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { productUrl, readServices, servicesPath } from '../../harness/product';

it('services.json tells where the five servers and the processes are, to its owner alone', () => {
  expect(statSync(servicesPath()).mode & 0o777).toBe(0o600);
  const { kafka, activemq, elasticsearch, redis, postgres, processes } = readServices();
  expect(kafka.brokers).toMatch(/^[\w.]+:\d+(,[\w.]+:\d+)*$/);
  for (const address of [activemq.url, activemq.jolokia, elasticsearch.url, redis.url, postgres.url]) {
    expect(URL.canParse(address ?? ''), String(address)).toBe(true);
  }
  for (const name of ['web', 'orchestrator', 'mq-consumer'] as const) {
    const pid = processes[name];
    expect(pid, name).toBeGreaterThan(1);
    // Signal 0 only asks whether the process is there.
    expect(process.kill(pid ?? 0, 0), name).toBe(true);
  }
});

it('the product says that it lives and that it is ready', async () => {
  expect((await fetch(`${productUrl()}/api/health/live`)).status).toBe(200);
  expect((await fetch(`${productUrl()}/api/health/ready`)).status).toBe(200);
});

it('an unknown address of the API is a problem document', async () => {
  const response = await fetch(`${productUrl()}/api/nothing-here`);
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
});

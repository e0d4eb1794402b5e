import { expect, it } from 'vitest';
import { createLogger } from '../logging/logger';
import { settingsProbe } from './settings-probe';

const logger = createLogger({ service: 'tests', level: 'fatal' });

it('names what is wrong, and asks once a minute', async () => {
  let asked = 0;
  const ask = async () => {
    asked += 1;
    return ['retention.ms is 604800000'];
  };
  const probe = settingsProbe('kafka settings', ask, logger);
  const failing = { name: 'kafka settings', ok: false, detail: 'retention.ms is 604800000' };
  expect(await probe.check()).toEqual(failing);
  expect(await probe.check()).toEqual(failing);
  expect(asked).toBe(1);
});

it('says nothing of a store that is away, and asks again at once', async () => {
  let away = true;
  const ask = async () => {
    if (away) throw new Error('away');
    return ['dynamic is true'];
  };
  const probe = settingsProbe('elasticsearch settings', ask, logger);
  expect(await probe.check()).toEqual({ name: 'elasticsearch settings', ok: true });
  away = false;
  expect((await probe.check()).ok).toBe(false);
});

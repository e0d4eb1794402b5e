import { randomUUID } from 'node:crypto';
import { startChild } from '../processes/child';
import type { ArmName } from '../results/figure';
import type { Bench } from '../run/bench';
import { pidOf } from '../run/product';
import { startPlainArm } from './plain/plain-arm';
import { createRawPlace, dropRawPlace, rawPlace } from './raw/raw-setting';

export const ARM_TITLES: Record<ArmName, string> = {
  A: 'Portaria as shipped',
  B: 'raw hops',
  C: 'Next route, argon2id, one insert',
  D: 'Next route, one insert',
};

/** Something that takes sign-ups at an address. `pid` is the process that does the work. */
export type AcceptArm = { name: ArmName; url: string; pid: number };

/** Everything of the arms that takes sign-ups, for `work`; whatever happens, it is stopped afterwards. */
export const withAcceptArms = async <T>(
  bench: Bench,
  names: readonly ArmName[],
  work: (arms: AcceptArm[]) => Promise<T>,
): Promise<T> => {
  const stops: (() => Promise<void>)[] = [];
  try {
    const arms: AcceptArm[] = [{ name: 'A', ...portaria(bench) }];
    if (names.includes('B')) arms.push(await startRaw(bench, stops));
    if (names.includes('C') || names.includes('D')) arms.push(...(await startPlain(bench, stops)));
    return await work(arms.filter(({ name }) => names.includes(name)));
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
};

export const portaria = ({ product }: Bench): { url: string; pid: number } => ({
  // By number: a name is looked up again for each connection.
  url: `http://127.0.0.1:${new URL(product.url).port}/api/registrations`,
  pid: pidOf(product, 'web'),
});

const startRaw = async ({ product, signal }: Bench, stops: (() => Promise<void>)[]): Promise<AcceptArm> => {
  const addresses = product.inUse;
  const place = rawPlace(randomUUID());
  await createRawPlace(addresses, place);
  stops.push(() => dropRawPlace(addresses, place));
  const job = { addresses, topic: place.topic };
  const server = startChild<{ url: string }>('bench/arms/raw/accept-server.ts', job, { signal });
  stops.push(server.stop);
  return { name: 'B', url: (await server.answer).url, pid: server.pid };
};

const startPlain = async (bench: Bench, stops: (() => Promise<void>)[]): Promise<AcceptArm[]> => {
  const { home, product, reporter, signal } = bench;
  const plain = await startPlainArm({ home, addresses: product.inUse, onStep: reporter.onStep, signal });
  stops.push(plain.stop);
  const { pid } = plain;
  return [
    { name: 'C', url: plain.withHash, pid },
    { name: 'D', url: plain.withoutHash, pid },
  ];
};

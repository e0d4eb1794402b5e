import type { Probe } from '@/src/application/ports/health';

/** `detail` is a remark of our own about a part that answers. */
type Check = { name: string; ok: boolean; detail?: string };

/** Which parts answer and which do not, by name only: anybody may ask. */
export type Readiness = {
  status: 'ready' | 'not ready';
  failing: string[];
  checks: Check[];
};

const KEPT_FOR_MS = 1_000;

/**
 * Asks all probes, at most once a second and never twice at the same time, however many ask. What a store said of its
 * failure goes to `onFailure`, not into the answer.
 */
export const keptReadiness = (
  probes: readonly Probe[],
  onFailure: (name: string, detail: string) => void,
): (() => Promise<Readiness>) => {
  let latest: Promise<Readiness> | undefined;
  const ask = async (): Promise<Readiness> => {
    const results = await Promise.all(probes.map((probe) => probe.check()));
    for (const { name, ok, detail } of results) if (!ok) onFailure(name, detail ?? '');
    const failing = results.filter(({ ok }) => !ok).map(({ name }) => name);
    const checks = results.map(({ name, ok, detail }) => ({ name, ok, ...(ok && detail && { detail }) }));
    setTimeout(() => (latest = undefined), KEPT_FOR_MS).unref();
    return { status: failing.length === 0 ? 'ready' : 'not ready', failing, checks };
  };
  return () => (latest ??= ask());
};

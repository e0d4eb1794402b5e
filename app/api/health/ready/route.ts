import { web } from '@/app/_server/composition';
import { json } from '@/app/_server/respond';

export const dynamic = 'force-dynamic';

/** 200 when all five servers answer and both workers beat; otherwise 503 with which one does not. */
export const GET = async () => {
  const checks = await Promise.all(web().probes.map((probe) => probe.check()));
  const failing = checks.filter(({ ok }) => !ok).map(({ name }) => name);
  const ready = failing.length === 0;
  return json({ status: ready ? 'ready' : 'not ready', failing, checks }, ready ? 200 : 503);
};

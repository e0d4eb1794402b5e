import { web } from '@/app/_server/composition';
import { json, refuseOthers } from '@/app/_server/respond';

export const dynamic = 'force-dynamic';

/** 200 when all five servers answer and both workers beat; otherwise 503 with which one does not. Kept for a second. */
export const GET = async () => {
  const readiness = await web().readiness();
  return json(readiness, readiness.status === 'ready' ? 200 : 503);
};

export const { POST, PUT, PATCH, DELETE } = refuseOthers('GET');

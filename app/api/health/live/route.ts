import { json, refuseOthers } from '@/app/_server/respond';

export const dynamic = 'force-dynamic';

/** 200 while this process answers at all. */
export const GET = async () => json({ status: 'live' });

export const { POST, PUT, PATCH, DELETE } = refuseOthers('GET');

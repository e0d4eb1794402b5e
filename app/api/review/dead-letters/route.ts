import { web } from '@/app/_server/composition';
import { json, refuseOthers } from '@/app/_server/respond';
import { reviewerHandler } from '@/app/_server/session-handlers';

/** The dead letters of both stages, oldest first. */
export const GET = reviewerHandler(async () => json(await web().listDeadLetters()));

export const { POST, PUT, PATCH, DELETE } = refuseOthers('GET');

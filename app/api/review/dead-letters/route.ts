import { web } from '@/app/_server/composition';
import { reviewerHandler } from '@/app/_server/require-reviewer';
import { json, refuseOthers } from '@/app/_server/respond';
import { toDeadLetterList } from '@/src/application/contracts/dead-letters';

/** The dead letters of both stages, oldest first. */
export const GET = reviewerHandler(async () => json(toDeadLetterList(await web().deadLetters.list())));

export const POST = refuseOthers('GET');
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;

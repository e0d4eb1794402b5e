import { web } from '@/app/_server/composition';
import { handler, json, refuseOthers } from '@/app/_server/respond';

/** A challenge of altcha, whose solution a sign-up carries while proofs of work are asked for. */
export const GET = handler(async () => json(await web().proofs.challenge(new Date())));

export const { POST, PUT, PATCH, DELETE } = refuseOthers('GET');

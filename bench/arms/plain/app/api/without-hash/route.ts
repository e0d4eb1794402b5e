import { signUp } from '../../sign-up';

/** Arm D: the same without the hash. */
export const POST = (request: Request): Promise<Response> => signUp(request, async (text) => text);

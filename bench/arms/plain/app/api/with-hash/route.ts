import { hash } from '@node-rs/argon2';
import { signUp } from '../../sign-up';

/** Arm C: argon2id with the defaults of its package, then one insert. */
export const POST = (request: Request): Promise<Response> => signUp(request, (text) => hash(text));

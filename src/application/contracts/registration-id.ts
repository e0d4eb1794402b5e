import { z } from 'zod';
import { toRegistrationId } from '@/src/domain/registration';

/** The id of a registration as text; what is none is refused with `message`. */
export const registrationIdText = (message: string) =>
  z.string().transform((text, context) => {
    const id = toRegistrationId(text);
    if (id) return id;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

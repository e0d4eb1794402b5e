import { z } from 'zod';
import { domainOf } from '@/src/domain/email';
import { REGISTRATION_RULES } from './registration-rules';
import { checkedText } from './text-field';
import type { TextFault } from './text-rule';

/** The sign-up form, by the rules that the pages check by. */
export const registrationForm = z.strictObject({
  name: checkedText(REGISTRATION_RULES.name),
  email: checkedText(REGISTRATION_RULES.email),
  reason: checkedText(REGISTRATION_RULES.reason),
});

/**
 * The body of `POST /api/registrations`: the form, with a domain that could be registered. `isDomain` gets a host name in
 * ASCII with an internationalised label; it knows the tables of IDNA, which are too heavy for a page, and for any other
 * name they add nothing to the form's own rule.
 */
export const registrationFormWith = (isDomain: (asciiDomain: string) => boolean) =>
  registrationForm.extend({
    email: registrationForm.shape.email.superRefine((email, context) => {
      const domain = domainOf(email);
      if (context.issues.length > 0 || !domain.includes('xn--') || isDomain(domain)) return;
      const fault: TextFault = { code: 'invalid_email', kind: 'domain' };
      context.addIssue({ code: 'custom', message: fault.code, params: fault });
    }),
  });

export type RegistrationForm = z.infer<typeof registrationForm>;

/** The reply to an accepted sign-up; `statusUrl` is a path with the private token. */
export type AcceptedRegistration = { registrationId: string; statusUrl: string };

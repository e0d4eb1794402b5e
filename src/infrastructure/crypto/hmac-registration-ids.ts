import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { RegistrationIds } from '@/src/application/ports/registration-ids';
import { emailKeyOf } from '@/src/domain/email';
import type { Applicant, RegistrationId } from '@/src/domain/registration';

type KeyedRequest = { idempotencyKey: string; applicant: Applicant };

/**
 * Ids and link tokens by HMAC-SHA-256 (RFC 2104). An id is the first 128 bits as a UUID version 8 (RFC 9562, section
 * 5.8); a token is the time of acceptance and a tag over id and time: `<ms, base 36>.<base64url>`.
 */
export class HmacRegistrationIds implements RegistrationIds {
  constructor(private readonly secret: string) {}

  idFor({ idempotencyKey, applicant }: Partial<KeyedRequest> & { applicant: Applicant }): RegistrationId {
    if (idempotencyKey === undefined) return randomUUID() as RegistrationId;
    const { name, email, reason } = applicant;
    return uuid8(this.#tag('sign-up', idempotencyKey, emailKeyOf(email), name, reason)) as RegistrationId;
  }

  keyTagFor({ idempotencyKey, applicant }: KeyedRequest): string {
    return this.#tag('key', idempotencyKey, emailKeyOf(applicant.email)).toString('base64url');
  }

  tokenFor(id: RegistrationId, acceptedAt: Date): string {
    const time = acceptedAt.getTime().toString(36);
    return `${time}.${this.#tag('link', id, time).toString('base64url')}`;
  }

  readToken(id: RegistrationId, token: string): Date | undefined {
    const [time = '', tag = ''] = token.split('.');
    const expected = this.#tag('link', id, time);
    const given = Buffer.alloc(expected.length);
    given.write(tag, 'base64url');
    const genuine = timingSafeEqual(given, expected) && token === `${time}.${expected.toString('base64url')}`;
    return genuine ? new Date(parseInt(time, 36)) : undefined;
  }

  /** The parts are JSON-encoded together, so that no two different lists of parts give the same input. */
  #tag(...parts: string[]): Buffer {
    return createHmac('sha256', this.secret).update(JSON.stringify(parts)).digest();
  }
}

const uuid8 = (bits: Buffer): string => {
  const bytes = Buffer.from(bits.subarray(0, 16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

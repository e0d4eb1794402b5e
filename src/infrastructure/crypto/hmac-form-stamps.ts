import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FormStamps } from '@/src/application/ports/form-stamps';
import { derivedKey } from './derived-key';

/** A stamp is a time and its HMAC-SHA-256: `<ms, base 36>.<base64url>`. */
export class HmacFormStamps implements FormStamps {
  readonly #key: string;

  constructor(secret: string) {
    this.#key = derivedKey(secret, 'form stamps');
  }

  stamp(shownAt: Date): string {
    const time = shownAt.getTime().toString(36);
    return `${time}.${this.#tag(time).toString('base64url')}`;
  }

  read(stamp: string): Date | undefined {
    const [time = '', tag = ''] = stamp.split('.');
    const expected = this.#tag(time);
    const given = Buffer.alloc(expected.length);
    given.write(tag, 'base64url');
    return timingSafeEqual(given, expected) ? new Date(parseInt(time, 36)) : undefined;
  }

  #tag(time: string): Buffer {
    return createHmac('sha256', this.#key).update(time).digest();
  }
}

import { hkdfSync } from 'node:crypto';

/** A key of its own for each purpose, out of one secret (HKDF with SHA-256, RFC 5869), as 64 hexadecimal digits. */
export const derivedKey = (secret: string, purpose: string): string =>
  Buffer.from(hkdfSync('sha256', secret, '', `portaria ${purpose}`, 32)).toString('hex');

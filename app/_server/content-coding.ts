import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type ContentCoding = 'br' | 'gzip' | 'identity';

/** The smallest coding that a client takes, by its Accept-Encoding (RFC 9110, section 12.5.3). */
export const codingFor = (acceptEncoding: string | string[] | undefined): ContentCoding => {
  const taken = String(acceptEncoding ?? '')
    .toLowerCase()
    .split(',')
    .filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part))
    .map((part) => part.split(';', 1)[0]?.trim());
  return (['br', 'gzip'] as const).find((coding) => taken.includes(coding)) ?? 'identity';
};

/** Compresses a text that is made for one answer, so quickly rather than well. */
export const compress = async (text: string, coding: ContentCoding): Promise<Buffer> => {
  if (coding === 'br') return promisify(brotliCompress)(text, { params: QUICKLY });
  return coding === 'gzip' ? promisify(gzip)(text) : Buffer.from(text);
};

const QUICKLY = { [constants.BROTLI_PARAM_QUALITY]: 4 };

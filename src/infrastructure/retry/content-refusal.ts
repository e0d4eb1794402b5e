import { ContentRefused } from '@/src/application/ports/content-refused';

/**
 * SQLSTATE class 22 (data exceptions: a NUL, a number or a date out of range), and of class 23 what no other row can mend:
 * a missing value and a failed check. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const POSTGRES = /^(22[0-9A-Z]{3}|23502|23514)$/;

/** Prisma's own codes for the same. https://www.prisma.io/docs/orm/reference/error-reference */
const PRISMA = new Set(['P2000', 'P2005', 'P2006', 'P2007', 'P2011', 'P2020', 'P2023']);

/** What the HTTP API of Elasticsearch answers for a request that is too large, or a document that it cannot read. */
const TOO_LARGE = 413;

type ErrorLike = {
  code?: unknown;
  originalCode?: unknown;
  statusCode?: unknown;
  cause?: unknown;
  meta?: { code?: unknown; driverAdapterError?: unknown };
};

/** The refusal that this error tells of, or undefined for an outage and for a fault of ours. */
export const contentRefusalIn = (error: unknown): ContentRefused | undefined => {
  if (error instanceof ContentRefused) return error;
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, originalCode, statusCode, cause, meta }: ErrorLike = error;
  const told = [code, originalCode, meta?.code].map(String);
  const refusal = told.find((one) => POSTGRES.test(one) || PRISMA.has(one));
  if (refusal) return new ContentRefused(`the database refused its content (${refusal})`, { cause: error });
  if (statusCode === TOO_LARGE) return new ContentRefused('too large for its store (413)', { cause: error });
  return contentRefusalIn(cause) ?? contentRefusalIn(meta?.driverAdapterError);
};

import 'server-only';
import type { DeadLetter } from '@/src/application/ports/dead-letters';
import { web } from './composition';

/** The dead letter that a path names, or undefined; its id stands there URL-encoded, and holds no percent sign of its own. */
export const findDeadLetter = async (
  params: Promise<Record<string, string>>,
): Promise<DeadLetter | undefined> => {
  const id = decoded((await params).id ?? '');
  return web().deadLetters.find(id);
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

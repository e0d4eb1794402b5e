import type { IncomingHttpHeaders } from 'node:http';
import { isApi } from './refusals';

/** What Next's own client sends when it navigates, and what each value may be. Nothing else of the framework's is let in. */
const NAVIGATION: Record<string, (value: string) => boolean> = {
  rsc: (value) => value === '1',
  'next-router-prefetch': (value) => value === '1' || value === '2',
  'next-router-segment-prefetch': (value) => /^\/[\w$./:@!()-]*$/.test(value) && value.length <= 512,
  'next-router-state-tree': (value) => value.length <= 8_192 && isStateTree(parsed(value)),
  'next-url': (value) => /^\/[\x21-\x7e]*$/.test(value) && value.length <= 4_096,
};

const FRAMEWORKS = /^(rsc$|next-|x-(next|nextjs|middleware|now|matched|action|invoke|prerender|vercel)-)/;

/**
 * Drops the headers by which Next speaks to itself, and those of its client that do not read as such: it answers 500 to
 * them, though a visitor may send anything. Nobody navigates to the API, so there none is let in.
 */
export const dropFrameworkHeaders = (headers: IncomingHttpHeaders, path: string): void => {
  const isPage = !isApi(path);
  for (const [name, value] of Object.entries(headers)) {
    if (FRAMEWORKS.test(name) && !(isPage && NAVIGATION[name]?.(String(value)))) delete headers[name];
  }
};

const parsed = (value: string): unknown => {
  try {
    return JSON.parse(decodeURIComponent(value));
  } catch {
    return undefined;
  }
};

const DEEPEST_TREE = 32;
const SEGMENT_KINDS = /^(c|oc|d|c?i?\(\.{1,3}\)|[cd]i(\(\.\.\)\(\.\.\)|\(\.{1,3}\)))$/;
const HINTS = ['refetch', 'inside-shared-layout', 'metadata-only'];

/** Segment, children by slot, and up to four hints, as Next's own schema of the tree has it (`app-render/types`). */
const isStateTree = (tree: unknown, depth = 0): boolean => {
  if (!Array.isArray(tree) || tree.length < 2 || tree.length > 6 || depth > DEEPEST_TREE) return false;
  const [segment, children, refresh, hint, flags, head] = tree as unknown[];
  const isRecord = typeof children === 'object' && children !== null && !Array.isArray(children);
  return (
    isSegment(segment) &&
    isRecord &&
    Object.values(children).every((child) => isStateTree(child, depth + 1)) &&
    (isAbsent(refresh) || (isTexts(refresh) && refresh.length === 2)) &&
    (isAbsent(hint) || HINTS.includes(hint as string)) &&
    (isAbsent(flags) || typeof flags === 'number') &&
    (head === undefined || typeof head === 'string')
  );
};

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

const isSegment = (segment: unknown): boolean => {
  if (typeof segment === 'string') return true;
  if (!Array.isArray(segment) || segment.length !== 4) return false;
  const [name, key, kind, siblings] = segment as unknown[];
  return (
    isTexts([name, key, kind]) &&
    SEGMENT_KINDS.test(kind as string) &&
    (siblings === null || isTexts(siblings))
  );
};

const isTexts = (list: unknown): list is string[] =>
  Array.isArray(list) && list.every((text) => typeof text === 'string');

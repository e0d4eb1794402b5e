export const INVARIANTS = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I13'] as const;
export type Invariant = (typeof INVARIANTS)[number];

/** `ids` are the registrations that break it; empty where it is about none in particular. */
export type Violation = { invariant: Invariant; what: string; ids: string[] };

/** One violation with all who break it, or none where nobody does. */
export const violationOf = (invariant: Invariant, what: string, ids: Iterable<string>): Violation[] => {
  const breaking = [...new Set(ids)];
  return breaking.length > 0 ? [{ invariant, what, ids: breaking }] : [];
};

/** Those that occur more than once. */
export const repeated = (values: readonly string[]): string[] => {
  const seen = new Set<string>();
  return values.filter((value) => seen.has(value) || !seen.add(value));
};

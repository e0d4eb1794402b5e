/** How much one run does: `npm run security` sets the long form, `npm test` takes the short one. */
type Size = { cases: number; slowConnections: number; timings: number };

const SIZES = {
  short: { cases: 600, slowConnections: 100, timings: 30 },
  long: { cases: 5_000, slowConnections: 500, timings: 500 },
} as const satisfies Record<string, Size>;

export const isLongRun = process.env.PORTARIA_SECURITY === 'long';
export const size: Size = isLongRun ? SIZES.long : SIZES.short;

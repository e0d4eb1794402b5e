import { median, type Point } from '@/tests/harness/statistics';

export type ArmName = 'A' | 'B' | 'C' | 'D';

/** One measured thing with all of its repeats. */
export type Figure = {
  /** Its name in results.json and in targets: `accept.A`. */
  key: string;
  title: string;
  arm?: ArmName;
  unit: string;
  values: number[];
  median: number;
  low: number;
  high: number;
  /** How it went on, for a chart. */
  series?: Point[];
};

type Named = Pick<Figure, 'key' | 'title' | 'arm' | 'unit'>;

/** A figure from its repeats; at least one. */
export const figureOf = (named: Named, values: readonly number[]): Figure => {
  if (values.length === 0 || !values.every(Number.isFinite)) throw new Error(`${named.key} was not measured`);
  const rounded = values.map(toFourDigits);
  return {
    ...named,
    values: rounded,
    median: toFourDigits(median(values)),
    low: Math.min(...rounded),
    high: Math.max(...rounded),
  };
};

/** Nothing here is measured more exactly than to four digits. */
const toFourDigits = (value: number): number => Number(value.toPrecision(4));

/** Gathers the repeats of several figures, in the order in which they are first added. */
export class Figures {
  readonly #values = new Map<string, { named: Named; values: number[] }>();

  add(named: Named, value: number): void {
    const known = this.#values.get(named.key);
    if (known) known.values.push(value);
    else this.#values.set(named.key, { named, values: [value] });
  }

  all(): Figure[] {
    return [...this.#values.values()].map(({ named, values }) => figureOf(named, values));
  }
}

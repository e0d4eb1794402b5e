import type { LaunchedProduct } from '@/services/product/launch';
import type { StepReporter } from '@/services/terminal/step-reporter';
import type { DecisionAnswer } from '@/tests/invariants/facts';
import type { Figure } from '../results/figure';
import type { Sizes } from './sizes';

/** What a measure works with: the product on servers of its own, as `npm start` runs them, in an emptied home. */
export type Bench = {
  sizes: Sizes;
  home: string;
  product: LaunchedProduct;
  /** The file of everybody who was answered 202, and what reviewers were told; both are checked afterwards. */
  ledgerFile: string;
  answers: DecisionAnswer[];
  reporter: StepReporter;
  signal: AbortSignal;
};

/** What a measure that starts the product itself, or needs none, works with. */
export type BareBench = Pick<Bench, 'sizes' | 'home' | 'reporter' | 'signal'>;

type Described = {
  /** For `--only`. */
  name: string;
  title: string;
  /** Always, also with `--quick`; only without it; or only where it is asked for. */
  runs: 'always' | 'in full' | 'on demand';
};

/** One row or more of docs/performance.md. A measure `on` the product counts only if the invariants hold afterwards. */
export type Measure = Described &
  (
    | { on: 'product'; run: (bench: Bench) => Promise<Figure[]> }
    | {
        on: 'nothing';
        run: (bench: BareBench) => Promise<Figure[]>;
      }
  );

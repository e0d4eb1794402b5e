import type { Reconciled, ReconcilerProgress } from '@/src/application/ports/reconciler-progress';

/** How far the reconciler has come, as it is kept beside the pending list. */
export class InMemoryReconcilerProgress implements ReconcilerProgress {
  reconciled: Reconciled | undefined;

  async read(): Promise<Reconciled | undefined> {
    return this.reconciled;
  }

  async save(reconciled: Reconciled): Promise<void> {
    this.reconciled = reconciled;
  }
}

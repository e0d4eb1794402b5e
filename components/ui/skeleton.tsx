/** Stands where a list is being read; `label` says so to who does not see it. */
export const Skeleton = ({ label }: { label: string }) => (
  <div role="status" className="h-56 animate-breathe rounded-xl border border-line bg-surface">
    <span className="sr-only">{label}</span>
  </div>
);

-- The reconciler reads the decisions that were made since its last pass.
CREATE INDEX "decisions_decided_at_idx" ON "decisions"("decided_at");

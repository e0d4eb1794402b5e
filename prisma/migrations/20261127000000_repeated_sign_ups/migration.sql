-- The last sign-ups that repeat one are found without reading all of them.
CREATE INDEX "decisions_duplicate_of_submitted_at_idx" ON "decisions" ("duplicate_of", "submitted_at");
DROP INDEX "decisions_duplicate_of_idx";

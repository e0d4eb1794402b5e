CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "reviewer_id" UUID NOT NULL,
    "session_version" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "sessions_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "reviewers"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "sessions_reviewer_id_idx" ON "sessions"("reviewer_id");
CREATE INDEX "sessions_expires_at_idx" ON "sessions"("expires_at");

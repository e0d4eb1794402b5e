CREATE TYPE "verdict" AS ENUM ('approve', 'reject', 'duplicate');

CREATE TABLE "accounts" (
    "id" UUID NOT NULL,
    "registration_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "decisions" (
    "registration_id" UUID NOT NULL,
    "verdict" "verdict" NOT NULL,
    "reason" TEXT,
    "decided_by" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "duplicate_of" UUID,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "queued_at" TIMESTAMPTZ(3) NOT NULL,
    "pending_since" TIMESTAMPTZ(3),

    CONSTRAINT "decisions_pkey" PRIMARY KEY ("registration_id")
);

CREATE TABLE "reviewers" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "email_key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "reviewers_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "audit_log" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "accounts_registration_id_key" ON "accounts"("registration_id");
CREATE UNIQUE INDEX "accounts_email_key_key" ON "accounts"("email_key");
CREATE INDEX "decisions_duplicate_of_idx" ON "decisions"("duplicate_of");
CREATE UNIQUE INDEX "reviewers_email_key_key" ON "reviewers"("email_key");
CREATE INDEX "audit_log_subject_idx" ON "audit_log"("subject");

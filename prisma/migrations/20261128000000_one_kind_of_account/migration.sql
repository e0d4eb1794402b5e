-- Reviewers become accounts with a role: one place for passwords, and one table of sessions for everybody who signs in.
CREATE TYPE "role" AS ENUM ('member', 'reviewer', 'admin');

ALTER TABLE "accounts"
  ALTER COLUMN "registration_id" DROP NOT NULL,
  ALTER COLUMN "created_at" SET DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN "role" "role" NOT NULL DEFAULT 'member',
  ADD COLUMN "password_hash" TEXT,
  ADD COLUMN "session_version" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "disabled_at" TIMESTAMPTZ(3);

-- Whoever was approved and reviews as well has one account, with the id by which sessions and the audit log know the
-- reviewer. So far every reviewer could do everything.
UPDATE "accounts" SET "id" = r."id", "role" = 'admin', "password_hash" = r."password_hash",
  "session_version" = r."session_version", "disabled_at" = r."disabled_at"
FROM "reviewers" r WHERE "accounts"."email_key" = r."email_key";

INSERT INTO "accounts" ("id", "name", "email", "email_key", "created_at", "role", "password_hash", "session_version", "disabled_at")
SELECT "id", "name", "email", "email_key", "created_at", 'admin', "password_hash", "session_version", "disabled_at"
FROM "reviewers" r WHERE NOT EXISTS (SELECT FROM "accounts" a WHERE a."id" = r."id");

ALTER TABLE "sessions" DROP CONSTRAINT "sessions_reviewer_id_fkey";
ALTER TABLE "sessions" RENAME COLUMN "reviewer_id" TO "account_id";
ALTER INDEX "sessions_reviewer_id_idx" RENAME TO "sessions_account_id_idx";
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_fkey"
  FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

DROP TABLE "reviewers";

-- What processes keep of a session has the role in it.
CREATE TRIGGER account_revoked AFTER UPDATE ON "accounts" FOR EACH ROW
  WHEN (NEW.session_version <> OLD.session_version OR NEW.disabled_at IS DISTINCT FROM OLD.disabled_at
    OR NEW.role <> OLD.role)
  EXECUTE FUNCTION tell_session_ending('account', 'accountId');

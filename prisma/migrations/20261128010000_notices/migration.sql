-- Mails that an event owes. The key is the event's: a second one for the same event is refused.
CREATE TABLE "notices" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "registration_id" UUID,
    "account_id" UUID,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "language" TEXT,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "sent_at" TIMESTAMPTZ(3),
    "is_file" BOOLEAN NOT NULL DEFAULT false,
    "refused_at" TIMESTAMPTZ(3),
    "answer" TEXT,

    CONSTRAINT "notices_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "notices_key_key" ON "notices"("key");
CREATE INDEX "notices_registration_id_idx" ON "notices"("registration_id");
CREATE INDEX "notices_account_id_idx" ON "notices"("account_id");
-- Only what is still to be sent is looked for by time.
CREATE INDEX "notices_due" ON "notices"("due_at") WHERE "sent_at" IS NULL AND "refused_at" IS NULL;

CREATE INDEX "notices_refused" ON "notices"("id") WHERE "refused_at" IS NOT NULL;

-- One-time links by which the owner of an address sets a password. Only the token's hash is kept.
CREATE TABLE "account_links" (
    "token_hash" BYTEA NOT NULL,
    "account_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_links_pkey" PRIMARY KEY ("token_hash"),
    CONSTRAINT "account_links_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "account_links_account_id_idx" ON "account_links"("account_id");

ALTER TABLE "accounts" ADD COLUMN "language" TEXT, ADD COLUMN "activated_at" TIMESTAMPTZ(3);
UPDATE "accounts" SET "activated_at" = "created_at" WHERE "password_hash" IS NOT NULL;

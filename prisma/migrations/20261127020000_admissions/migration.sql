CREATE TABLE "admissions" (
    "registration_id" UUID NOT NULL,
    "queued_at" TIMESTAMPTZ(3) NOT NULL,
    "pending_since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "admissions_pkey" PRIMARY KEY ("registration_id")
);

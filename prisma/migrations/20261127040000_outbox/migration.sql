-- What a decision still owes the rest of the system: a row for each effect, gone once it is done.
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "effect" TEXT NOT NULL,
    "registration_id" UUID NOT NULL,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- Earlier versions kept it as jobs of graphile-worker, in a schema of its own.
DO $$
BEGIN
    IF to_regclass('graphile_worker._private_jobs') IS NOT NULL THEN
        EXECUTE $sql$
            INSERT INTO "outbox" ("effect", "registration_id")
            SELECT DISTINCT effect, ((payload->>'decision')::json->>'registrationId')::uuid
            FROM graphile_worker._private_jobs, unnest(ARRAY['publish', 'take off list']) AS effect
            WHERE payload->>'decision' IS NOT NULL
        $sql$;
        DROP SCHEMA graphile_worker CASCADE;
    END IF;
END
$$;

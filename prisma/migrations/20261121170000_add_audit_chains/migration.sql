-- DropIndex
DROP INDEX "audit_events_target_id_idx";

-- AlterTable
ALTER TABLE "audit_events" ADD COLUMN     "chain_hash" TEXT,
ADD COLUMN     "chain_id" UUID,
ADD COLUMN     "chain_sequence" BIGINT;

-- CreateTable
CREATE TABLE "audit_chains" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "length" BIGINT NOT NULL,
    "head_hash" TEXT NOT NULL,
    "removed_length" BIGINT NOT NULL DEFAULT 0,
    "removed_hash" TEXT NOT NULL,
    "removed_at" TIMESTAMPTZ(3),
    "seal_ciphertext" TEXT NOT NULL,

    CONSTRAINT "audit_chains_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_chains_organization_id_idx" ON "audit_chains"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_events_chain_id_chain_sequence_key" ON "audit_events"("chain_id", "chain_sequence");

-- CreateIndex
CREATE INDEX "audit_events_organization_id_actor_id_occurred_at_id_idx" ON "audit_events"("organization_id", "actor_id", "occurred_at" DESC, "id");

-- CreateIndex
CREATE INDEX "audit_events_organization_id_target_id_occurred_at_id_idx" ON "audit_events"("organization_id", "target_id", "occurred_at" DESC, "id");

-- AddForeignKey
ALTER TABLE "audit_chains" ADD CONSTRAINT "audit_chains_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A sealed event stays as it is. This stops mistakes of programs; whoever may drop a trigger is found by the chain.
CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Audit events cannot be changed' USING ERRCODE = 'integrity_constraint_violation';
END
$$;

-- The sealer may fill in the place of an event that has none, and nothing else.
CREATE TRIGGER "audit_events_unchanged" BEFORE UPDATE ON "audit_events" FOR EACH ROW
WHEN (
    OLD."chain_id" IS NOT NULL
    OR (OLD."id", OLD."organization_id", OLD."tenant_id", OLD."project_id", OLD."actor_kind", OLD."actor_id",
        OLD."actor_name", OLD."action", OLD."target_id", OLD."target_name", OLD."details", OLD."occurred_at")
    IS DISTINCT FROM
       (NEW."id", NEW."organization_id", NEW."tenant_id", NEW."project_id", NEW."actor_kind", NEW."actor_id",
        NEW."actor_name", NEW."action", NEW."target_id", NEW."target_name", NEW."details", NEW."occurred_at")
)
EXECUTE FUNCTION "refuse_audit_change"();

-- Retention alone removes sealed events, and says so for its own transaction.
CREATE TRIGGER "audit_events_kept" BEFORE DELETE ON "audit_events" FOR EACH ROW
WHEN (OLD."chain_id" IS NOT NULL AND current_setting('bulkhead.audit_retention', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION "refuse_audit_change"();

-- DropIndex
DROP INDEX "dashboards_organization_id_updated_at_id_idx";

-- DropIndex
DROP INDEX "dashboards_project_id_idx";

-- DropIndex
DROP INDEX "shares_scope_subject_id_updated_at_dashboard_id_idx";

-- AlterTable
ALTER TABLE "shares" ADD COLUMN     "dashboard_updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "project_id" UUID NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000'::uuid;

-- What shares of before say about their dashboards.
UPDATE "shares" s SET "dashboard_updated_at" = d."updated_at", "project_id" = d."project_id"
FROM "dashboards" d WHERE d."id" = s."dashboard_id";

-- CreateIndex
CREATE INDEX "dashboards_organization_id_updated_at_id_idx" ON "dashboards"("organization_id", "updated_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "dashboards_project_id_updated_at_id_idx" ON "dashboards"("project_id", "updated_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "shares_subject_order_idx" ON "shares"("scope", "subject_id", "dashboard_updated_at" DESC, "dashboard_id" DESC);

-- CreateIndex
CREATE INDEX "shares_subject_project_order_idx" ON "shares"("scope", "subject_id", "project_id", "dashboard_updated_at" DESC, "dashboard_id" DESC);

-- CreateIndex
CREATE INDEX "shares_dashboard_id_level_idx" ON "shares"("dashboard_id", "level");

-- What Prisma's schema language cannot say.

-- Only shares that reach tenants: whether there is one besides a tenant's own is asked for each dashboard of a page.
CREATE INDEX "shares_dashboard_id_subject_home_id_idx" ON "shares"("dashboard_id", "subject_home_id")
  WHERE "subject_home_id" <> "organization_id" OR "scope" = 'ALL_TENANTS';

-- A share carries its dashboard's project and time of change, whatever a writer says. The row lock makes a share that
-- is written beside a change of its dashboard wait for it, so that neither misses the other.
CREATE FUNCTION "shares_copy_dashboard"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT d."updated_at", d."project_id" INTO NEW."dashboard_updated_at", NEW."project_id"
  FROM "dashboards" d WHERE d."id" = NEW."dashboard_id" FOR SHARE;
  -- Without a dashboard the foreign key refuses the row; until then it needs some values.
  NEW."dashboard_updated_at" := COALESCE(NEW."dashboard_updated_at", CURRENT_TIMESTAMP);
  NEW."project_id" := COALESCE(NEW."project_id", '00000000-0000-0000-0000-000000000000');
  RETURN NEW;
END $$;

CREATE TRIGGER "shares_copy_dashboard" BEFORE INSERT OR UPDATE OF "dashboard_id" ON "shares"
  FOR EACH ROW EXECUTE FUNCTION "shares_copy_dashboard"();

CREATE FUNCTION "dashboards_copy_to_shares"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "shares" SET "dashboard_updated_at" = NEW."updated_at", "project_id" = NEW."project_id"
  WHERE "dashboard_id" = NEW."id";
  RETURN NULL;
END $$;

CREATE TRIGGER "dashboards_copy_to_shares" AFTER UPDATE OF "updated_at", "project_id" ON "dashboards"
  FOR EACH ROW WHEN (OLD."updated_at" <> NEW."updated_at" OR OLD."project_id" <> NEW."project_id")
  EXECUTE FUNCTION "dashboards_copy_to_shares"();

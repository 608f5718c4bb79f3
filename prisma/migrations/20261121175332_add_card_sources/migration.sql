-- AlterTable
ALTER TABLE "cards" ADD COLUMN     "domain_id" UUID,
ADD COLUMN     "interactions" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "mobile_layout" JSONB,
ADD COLUMN     "query" JSONB,
ADD COLUMN     "tab_id" TEXT,
ALTER COLUMN "connection_id" DROP NOT NULL,
ALTER COLUMN "sql" DROP NOT NULL;

-- AlterTable
ALTER TABLE "dashboards" ADD COLUMN     "settings" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "tabs" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "semantic_domains" ADD COLUMN     "connection_id" UUID,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ALTER COLUMN "definition" SET DEFAULT '{"datasets": [], "relationships": []}';

-- CreateIndex
CREATE INDEX "cards_domain_id_idx" ON "cards"("domain_id");

-- CreateIndex
CREATE INDEX "semantic_domains_connection_id_idx" ON "semantic_domains"("connection_id");

-- CreateIndex
CREATE UNIQUE INDEX "semantic_domains_id_project_id_key" ON "semantic_domains"("id", "project_id");

-- AddForeignKey
ALTER TABLE "semantic_domains" ADD CONSTRAINT "semantic_domains_connection_id_project_id_fkey" FOREIGN KEY ("connection_id", "project_id") REFERENCES "connections"("id", "project_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cards" ADD CONSTRAINT "cards_domain_id_project_id_fkey" FOREIGN KEY ("domain_id", "project_id") REFERENCES "semantic_domains"("id", "project_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What is in a domain is asked for from now on; an empty one says so in full.
UPDATE "semantic_domains" SET "definition" = DEFAULT WHERE "definition" = '{}';

-- Rows come from one place, and text comes from none.
ALTER TABLE "cards" ADD CONSTRAINT "cards_source_check" CHECK (
  CASE
    WHEN "kind" = 'TEXT' THEN num_nonnulls("connection_id", "sql", "domain_id", "query") = 0
    WHEN "domain_id" IS NOT NULL THEN "query" IS NOT NULL AND num_nonnulls("connection_id", "sql") = 0
    ELSE num_nonnulls("connection_id", "sql") = 2 AND "query" IS NULL
  END
);

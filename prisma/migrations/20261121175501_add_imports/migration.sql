-- CreateEnum
CREATE TYPE "ImportKind" AS ENUM ('USERS', 'TENANTS');

-- AlterTable
ALTER TABLE "invites" ADD COLUMN "display_name" TEXT NOT NULL DEFAULT '',
ADD COLUMN "attributes" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "imports" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "kind" "ImportKind" NOT NULL,
    "invites" BOOLEAN NOT NULL DEFAULT false,
    "started_by_id" UUID,
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cancelled_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "stop_reason" TEXT,

    CONSTRAINT "imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_lines" (
    "id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "tenant_id" UUID,
    "line" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "message" TEXT,
    "link_ciphertext" TEXT,

    CONSTRAINT "import_lines_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "imports_organization_id_idx" ON "imports"("organization_id");

-- CreateIndex
CREATE INDEX "imports_started_by_id_idx" ON "imports"("started_by_id");

-- CreateIndex
CREATE INDEX "import_lines_import_id_line_idx" ON "import_lines"("import_id", "line");

-- CreateIndex
CREATE INDEX "import_lines_tenant_id_idx" ON "import_lines"("tenant_id");

-- Deleting people clears these columns row by row: without an index each person would cost a walk through the table.
CREATE INDEX "datasets_trusted_by_id_idx" ON "datasets"("trusted_by_id");
CREATE INDEX "dashboards_created_by_id_idx" ON "dashboards"("created_by_id");
CREATE INDEX "shares_granted_by_id_idx" ON "shares"("granted_by_id");
CREATE INDEX "dashboard_versions_created_by_id_idx" ON "dashboard_versions"("created_by_id");
CREATE INDEX "api_keys_created_by_id_idx" ON "api_keys"("created_by_id");

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_started_by_id_fkey" FOREIGN KEY ("started_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_lines" ADD CONSTRAINT "import_lines_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "imports"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_lines" ADD CONSTRAINT "import_lines_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "dashboard_versions" ADD COLUMN     "note" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "dashboard_drafts" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "dashboard_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "base_version" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "content" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dashboard_drafts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "dashboard_drafts_user_id_idx" ON "dashboard_drafts"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "dashboard_drafts_dashboard_id_user_id_key" ON "dashboard_drafts"("dashboard_id", "user_id");

-- AddForeignKey
ALTER TABLE "dashboard_drafts" ADD CONSTRAINT "dashboard_drafts_dashboard_id_organization_id_fkey" FOREIGN KEY ("dashboard_id", "organization_id") REFERENCES "dashboards"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dashboard_drafts" ADD CONSTRAINT "dashboard_drafts_user_id_organization_id_fkey" FOREIGN KEY ("user_id", "organization_id") REFERENCES "users"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

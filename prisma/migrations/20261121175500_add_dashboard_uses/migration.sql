-- CreateTable
CREATE TABLE "dashboard_uses" (
    "organization_id" UUID NOT NULL,
    "dashboard_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dashboard_uses_pkey" PRIMARY KEY ("dashboard_id","user_id")
);

-- CreateIndex
CREATE INDEX "dashboard_uses_user_id_idx" ON "dashboard_uses"("user_id");

-- AddForeignKey
ALTER TABLE "dashboard_uses" ADD CONSTRAINT "dashboard_uses_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dashboard_uses" ADD CONSTRAINT "dashboard_uses_dashboard_id_organization_id_fkey" FOREIGN KEY ("dashboard_id", "organization_id") REFERENCES "dashboards"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dashboard_uses" ADD CONSTRAINT "dashboard_uses_user_id_organization_id_fkey" FOREIGN KEY ("user_id", "organization_id") REFERENCES "users"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

-- Most shares never end; what ends soon is found among those that do.
CREATE INDEX "shares_organization_id_expires_at_idx" ON "shares"("organization_id", "expires_at")
  WHERE "expires_at" IS NOT NULL;

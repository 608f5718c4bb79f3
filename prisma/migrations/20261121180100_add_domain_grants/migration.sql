-- CreateTable
CREATE TABLE "domain_grants" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "domain_id" UUID NOT NULL,
    "scope" "ShareScope" NOT NULL,
    "user_id" UUID,
    "group_id" UUID,
    "tenant_id" UUID,
    "subject_id" UUID NOT NULL,
    "granted_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "domain_grants_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "domain_grants_scope_subject_id_idx" ON "domain_grants"("scope", "subject_id");

-- CreateIndex
CREATE INDEX "domain_grants_user_id_idx" ON "domain_grants"("user_id");

-- CreateIndex
CREATE INDEX "domain_grants_group_id_idx" ON "domain_grants"("group_id");

-- CreateIndex
CREATE INDEX "domain_grants_tenant_id_idx" ON "domain_grants"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "domain_grants_domain_id_scope_subject_id_key" ON "domain_grants"("domain_id", "scope", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "semantic_domains_id_organization_id_key" ON "semantic_domains"("id", "organization_id");

-- AddForeignKey
ALTER TABLE "domain_grants" ADD CONSTRAINT "domain_grants_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domain_grants" ADD CONSTRAINT "domain_grants_domain_id_organization_id_fkey" FOREIGN KEY ("domain_id", "organization_id") REFERENCES "semantic_domains"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domain_grants" ADD CONSTRAINT "domain_grants_user_id_organization_id_fkey" FOREIGN KEY ("user_id", "organization_id") REFERENCES "users"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domain_grants" ADD CONSTRAINT "domain_grants_group_id_organization_id_fkey" FOREIGN KEY ("group_id", "organization_id") REFERENCES "groups"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domain_grants" ADD CONSTRAINT "domain_grants_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "tenants"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domain_grants" ADD CONSTRAINT "domain_grants_granted_by_id_fkey" FOREIGN KEY ("granted_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A grant is for exactly the subject that its scope says.
ALTER TABLE "domain_grants" ADD CONSTRAINT "domain_grants_subject_check" CHECK (
  num_nonnulls("user_id", "group_id", "tenant_id") = CASE WHEN "scope" IN ('USER', 'GROUP', 'TENANT') THEN 1 ELSE 0 END
  AND "subject_id" = CASE "scope"
    WHEN 'USER' THEN "user_id"
    WHEN 'GROUP' THEN "group_id"
    WHEN 'TENANT' THEN "tenant_id"
    ELSE "organization_id"
  END
);

-- Until now everybody of the organization and of its tenants saw every domain: those that exist stay seen, and new ones
-- are seen by the organization's people until somebody grants more.
INSERT INTO "domain_grants" ("id", "organization_id", "domain_id", "scope", "subject_id")
SELECT gen_random_uuid(), d."organization_id", d."id", s."scope", d."organization_id"
FROM "semantic_domains" d
CROSS JOIN (VALUES ('ALL_ORGANIZATION_USERS'::"ShareScope"), ('ALL_TENANTS'::"ShareScope")) AS s("scope");

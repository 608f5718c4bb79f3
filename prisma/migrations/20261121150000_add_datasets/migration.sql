-- CreateTable
CREATE TABLE "datasets" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "sql" TEXT NOT NULL,
    "columns" JSONB NOT NULL,
    "trusted" BOOLEAN NOT NULL DEFAULT false,
    "trusted_by_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "datasets_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "datasets_id_organization_id_key" ON "datasets"("id", "organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "datasets_connection_id_name_key" ON "datasets"("connection_id", "name");

-- AddForeignKey
ALTER TABLE "datasets" ADD CONSTRAINT "datasets_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "datasets" ADD CONSTRAINT "datasets_connection_id_project_id_fkey" FOREIGN KEY ("connection_id", "project_id") REFERENCES "connections"("id", "project_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "datasets" ADD CONSTRAINT "datasets_trusted_by_id_fkey" FOREIGN KEY ("trusted_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

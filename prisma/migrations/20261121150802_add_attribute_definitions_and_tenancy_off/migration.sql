-- CreateEnum
CREATE TYPE "AttributeSubject" AS ENUM ('TENANT', 'USER');

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "tenancy_off_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "attribute_definitions" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "subject" "AttributeSubject" NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "readable_in_cards" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attribute_definitions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "attribute_definitions_organization_id_subject_name_key" ON "attribute_definitions"("organization_id", "subject", "name");

-- AddForeignKey
ALTER TABLE "attribute_definitions" ADD CONSTRAINT "attribute_definitions_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

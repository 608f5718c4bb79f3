-- AlterTable
ALTER TABLE "connection_tables" ADD COLUMN     "foreign_keys" JSONB NOT NULL DEFAULT '[]';

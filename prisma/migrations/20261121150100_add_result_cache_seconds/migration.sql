-- AlterTable
ALTER TABLE "connections" ADD COLUMN     "result_cache_seconds" INTEGER NOT NULL DEFAULT 60;

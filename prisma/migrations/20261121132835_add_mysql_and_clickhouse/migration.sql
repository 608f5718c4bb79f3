-- AlterEnum
-- Inside one transaction this takes PostgreSQL 12 or newer; nothing in the same transaction may use the new values.
ALTER TYPE "Engine" ADD VALUE 'MYSQL';
ALTER TYPE "Engine" ADD VALUE 'CLICKHOUSE';

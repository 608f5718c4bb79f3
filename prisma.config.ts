import { defineConfig } from "prisma/config";

// Only for Prisma's own commands; the application connects through lib/database.ts.
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://localhost:5432/bulkhead" },
});

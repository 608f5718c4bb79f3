import { flushAuditQueue } from "@/lib/audit/audit-queue";
import { database } from "@/lib/database";
import { seedDemo } from "@/lib/demo/seed-demo";
import { closeEngines } from "@/lib/engines/close-engines";

// Bundled to run by itself: `npm start` and `npm run seed` start it once the metadata database is migrated.
try {
  await seedDemo((message) => process.stdout.write(`${message}\n`));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : "The demo could not be made"}\n`);
  process.exitCode = 1;
} finally {
  await flushAuditQueue();
  await closeEngines();
  await database.$disconnect();
}

import { flushAuditQueue } from "@/lib/audit/audit-queue";
import { database } from "@/lib/database";
import { closeEngines } from "@/lib/engines/close-engines";
import { benchDashboardData } from "./gate/dashboard-data";
import { createGateWorld } from "./gate/gate-world";
import { benchTenantDeletion } from "./gate/tenant-deletion";
import { benchWarmPath } from "./gate/warm-path";

/**
 * What a query costs beside what the source takes, and how soon nothing of a deleted tenant is answered any more. Medians
 * of this run with their baselines; no number decides a test.
 */
const world = await createGateWorld();
await benchWarmPath(world);
await benchDashboardData(world);
await benchTenantDeletion(world);
await flushAuditQueue();
await closeEngines();
await database.$disconnect();

import { processState } from "@/lib/process-state";

/** How many people of each tenant that this instance is deleting are removed: nobody else can see into the transaction. */
export const removedUsers = processState("tenants.removed-users", () => new Map<string, number>());

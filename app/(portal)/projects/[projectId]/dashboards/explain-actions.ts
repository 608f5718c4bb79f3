"use server";
import { runAction } from "@/lib/action-result";
import { exportCardSchema } from "@/lib/dashboards/card-schema";
import { explainCard } from "@/lib/dashboards/explain-card";
import { filterValuesSchema } from "@/lib/dashboards/filter-schema";
import { parseInput } from "@/lib/http/parse-input";
import { requireActor } from "@/lib/identity/current-actor";

const explainCardSchema = exportCardSchema.extend({ filters: filterValuesSchema.optional() });

export async function explainCardAction(dashboardId: string, cardId: string, input: unknown) {
  return runAction(async () =>
    explainCard(await requireActor(), dashboardId, cardId, parseInput(explainCardSchema, input)),
  );
}

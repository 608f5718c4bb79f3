import pg from "pg";
import { resolveTarget } from "@/lib/connections/resolve-target";
import { resolveQueryContext } from "@/lib/queries/resolve-query-context";
import { answerQuery } from "@/lib/queries/run-query";
import { secureQuery } from "@/lib/queries/secure-query";
import { medians, print, shown } from "../measuring/median";
import { cardSql, type GateWorld } from "./gate-world";

/** What the gate takes for an answer that it has kept, beside one that it has to read, and the bare driver's. */
export async function benchWarmPath({ viewer, connectionId, sourceUrl }: GateWorld): Promise<void> {
  const bare = new pg.Pool({ connectionString: sourceUrl, max: 1 });
  const request = { connectionId, sql: cardSql, purpose: "card" } as const;
  const byHand = cardSql.replace("FROM sales", "FROM public.sales WHERE state = 'California'");
  const context = await resolveQueryContext(viewer, request);
  const found = await medians(
    {
      kept: () => answerQuery(viewer, request),
      read: () => answerQuery(viewer, { ...request, fresh: true }),
      resolving: () => resolveQueryContext(viewer, request),
      guarding: async () => {
        const { security, settings, targetLayer: layer, role } = context;
        await secureQuery(cardSql, security);
        await resolveTarget(settings, { layer, role, tables: security.tables });
      },
      driver: () => bare.query({ text: byHand, rowMode: "array" }),
    },
    300,
  );
  await bare.end();
  const parts = `of it the context ${shown(found.resolving)}, the kept plan and the target ${shown(found.guarding)}`;
  print("gate: an answer that is kept", `${shown(found.kept)}   (${parts})`);
  const ratio = `${(found.read / found.driver).toFixed(2)} ×`;
  print(
    "gate: the same, read",
    `${shown(found.read)} = ${ratio}   (baseline, the bare driver: ${shown(found.driver)})`,
  );
}

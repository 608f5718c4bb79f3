import { exportCardSchema } from "@/lib/dashboards/card-schema";
import { exportCard } from "@/lib/dashboards/export-card";
import { parseQuery } from "@/lib/http/parse-query";
import type { PathContext } from "@/lib/http/path-context";
import { handle } from "@/lib/http/responses";
import { textDownload } from "@/lib/http/text-download";
import { requireApiActor } from "@/lib/identity/api-actor";

/** GET /api/v1/dashboards/{dashboardId}/cards/{cardId}/export.csv: a card's rows as the caller may see them. */
export const GET = handle<PathContext<"dashboardId" | "cardId">>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const { dashboardId, cardId } = await params;
  const input = parseQuery(request, exportCardSchema);
  const { lines, rowCount, truncated } = await exportCard(actor, dashboardId, cardId, {
    ...input,
    signal: request.signal,
  });
  return textDownload(lines, "text/csv; charset=utf-8", "card.csv", {
    "X-Row-Count": String(rowCount),
    "X-Truncated": String(truncated),
  });
});

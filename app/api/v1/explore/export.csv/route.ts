import { parseJson } from "@/lib/http/parse-input";
import { handle } from "@/lib/http/responses";
import { textDownload } from "@/lib/http/text-download";
import { requireApiActor } from "@/lib/identity/api-actor";
import { exportExploration } from "@/lib/queries/export-exploration";
import { exploreSchema } from "@/lib/queries/query-schema";

/** POST /api/v1/explore/export.csv: what a semantic domain answers the caller, as a file. */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  const input = await parseJson(request, exploreSchema);
  const { lines, rowCount, truncated } = await exportExploration(actor, input, request.signal);
  return textDownload(lines, "text/csv; charset=utf-8", "exploration.csv", {
    "X-Row-Count": String(rowCount),
    "X-Truncated": String(truncated),
  });
});

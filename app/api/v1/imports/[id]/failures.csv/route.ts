import type { PathContext } from "@/lib/http/path-context";
import { handle } from "@/lib/http/responses";
import { textDownload } from "@/lib/http/text-download";
import { requireApiActor } from "@/lib/identity/api-actor";
import { importFailures } from "@/lib/imports/import-downloads";

/** GET /api/v1/imports/{id}/failures.csv */
export const GET = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const lines = await importFailures(actor, (await params).id);
  return textDownload(lines, "text/csv; charset=utf-8", "import-failures.csv");
});

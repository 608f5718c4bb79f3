import { importDomainSchema } from "@/lib/domains/domain-schema";
import { exportDomain, importDomain } from "@/lib/domains/import-domain";
import { parseJson } from "@/lib/http/parse-input";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** GET /api/v1/domains/{domainId}/definition.yaml: the definition as YAML. */
export const GET = handle<PathContext<"domainId">>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const { yaml } = await exportDomain(actor, (await params).domainId);
  return new Response(yaml, {
    headers: {
      "Cache-Control": "no-store",
      "Content-Type": "application/yaml; charset=utf-8",
      "Content-Disposition": 'attachment; filename="domain.yaml"',
      "X-Content-Type-Options": "nosniff",
    },
  });
});

/** PUT /api/v1/domains/{domainId}/definition.yaml: makes the definition what the YAML says. */
export const PUT = handle<PathContext<"domainId">>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  const input = await parseJson(request, importDomainSchema);
  return json(await importDomain(actor, (await params).domainId, input));
});

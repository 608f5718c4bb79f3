import { listAttributes } from "@/lib/attributes/attribute-queries";
import { createAttributeSchema } from "@/lib/attributes/attribute-schema";
import { createAttribute } from "@/lib/attributes/create-attribute";
import { parseJson } from "@/lib/http/parse-input";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";

/** GET /api/v1/attributes */
export const GET = handle(async (request) =>
  json({ data: await listAttributes(await requireApiActor(request)), nextCursor: null }),
);

/** POST /api/v1/attributes */
export const POST = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await createAttribute(actor, await parseJson(request, createAttributeSchema)), { status: 201 });
});

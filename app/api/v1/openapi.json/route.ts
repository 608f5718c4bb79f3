import { openApiDocument } from "@/lib/http/openapi/openapi-document";
import { handle, json } from "@/lib/http/responses";
import { apiOperations } from "./operations";

/** GET /api/v1/openapi.json: what the API can do, for anybody; it names no object of anybody's. */
export const GET = handle(async () =>
  json(openApiDocument(apiOperations), { headers: { "Cache-Control": "public, max-age=300" } }),
);

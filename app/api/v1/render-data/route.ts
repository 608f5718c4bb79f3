import { renderDataResponse } from "@/lib/exports/render-data";

/** POST /api/v1/render-data: what the print page draws, for a token that is good once. */
export const POST = (request: Request) => renderDataResponse(request);

import { invalidateResponse } from "@/lib/embed/token-response";

/** POST /api/v1/invalidate-token: ends the session behind a token. */
export const POST = (request: Request) => invalidateResponse(request);

import { tokenResponse } from "@/lib/embed/token-response";

/** POST /api/v1/token: exchanges a dashboard or project secret for a short-lived embed token. */
export const POST = (request: Request) => tokenResponse(request);

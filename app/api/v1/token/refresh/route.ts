import { refreshResponse } from "@/lib/embed/token-response";

/** POST /api/v1/token/refresh: exchanges a refresh token, once, for new tokens. */
export const POST = (request: Request) => refreshResponse(request);

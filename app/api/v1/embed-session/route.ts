import { embedSessionResponse } from "@/lib/embed/embed-session-response";

/** GET /api/v1/embed-session: what a page may know about the token it holds. */
export const GET = (request: Request) => embedSessionResponse(request);

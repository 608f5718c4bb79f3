import { embedShellResponse } from "@/lib/embed/embed-shell";

/** GET /embed/{id}: the document that host pages frame. */
export const GET = (request: Request) => embedShellResponse(request);

import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { listSigningKeys } from "@/lib/identity/embed-sessions/rotate-signing-key";

/** GET /api/v1/signing-keys */
export const GET = handle(async (request) => json({ data: await listSigningKeys(await requireApiActor(request)) }));

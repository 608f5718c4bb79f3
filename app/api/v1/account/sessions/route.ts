import { handle, json } from "@/lib/http/responses";
import { listOwnSessions } from "@/lib/identity/account/account-queries";
import { endOtherSessions } from "@/lib/identity/account/end-own-sessions";
import { requireApiActor } from "@/lib/identity/api-actor";
import { sessionIdOf } from "@/lib/identity/session-cookie";

/** GET /api/v1/account/sessions */
export const GET = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json({ data: await listOwnSessions(actor, await sessionIdOf(request)) });
});

/** DELETE /api/v1/account/sessions: all but the one that asks. */
export const DELETE = handle(async (request) => {
  const actor = await requireApiActor(request);
  return json(await endOtherSessions(actor, await sessionIdOf(request)));
});

import { forbidden } from "@/lib/audit/note-refusal";
import { errorResponse, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { findEmbedSession } from "@/lib/identity/embed-sessions/embed-session-state";

/**
 * Answers `GET /api/v1/embed-session`: what the page that holds the token needs for showing itself. Names of locked
 * filters and never their values, which stay on the server.
 */
export async function embedSessionResponse(request: Request): Promise<Response> {
  try {
    const actor = await requireApiActor(request);
    const session = actor.kind === "embed_viewer" ? await findEmbedSession(actor.embedSessionId) : null;
    if (!session) throw forbidden(actor, "embed session", "This address is for embed tokens");
    return json({
      kind: session.actor.dashboardId === null ? "project" : "dashboard",
      initialDashboardId: session.initialDashboardId,
      config: session.config,
      lockedFilters: Object.keys(session.lockedFilters),
      expiresAt: session.expiresAt.toISOString(),
    });
  } catch (error) {
    return errorResponse(error);
  }
}

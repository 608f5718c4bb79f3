import type { PathContext } from "@/lib/http/path-context";
import { oidcCallbackResponse } from "@/lib/oidc/callback-response";

/** GET /api/oidc/{providerId}/callback: where an identity provider sends people back to. */
export async function GET(request: Request, { params }: PathContext<"providerId">): Promise<Response> {
  return oidcCallbackResponse(request, (await params).providerId);
}

import { handle, json } from "@/lib/http/responses";
import { publicKeySet } from "@/lib/identity/embed-sessions/signing-keys";

export const dynamic = "force-dynamic";

/** GET /.well-known/jwks.json: the public keys that embed tokens are signed with. */
export const GET = handle(async () =>
  json(await publicKeySet(), { headers: { "Cache-Control": "public, max-age=300" } }),
);

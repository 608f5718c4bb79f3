import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { rotateSigningKey } from "@/lib/identity/embed-sessions/rotate-signing-key";

/** POST /api/v1/signing-keys/rotate: a new key signs embed tokens from now on. */
export const POST = handle(async (request) =>
  json(await rotateSigningKey(await requireApiActor(request)), { status: 201 }),
);

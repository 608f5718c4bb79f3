import { noContent } from "@/lib/http/page-response";
import { parseJson } from "@/lib/http/parse-input";
import { parseQuery } from "@/lib/http/parse-query";
import type { PathContext } from "@/lib/http/path-context";
import { handle, json } from "@/lib/http/responses";
import { requireApiActor } from "@/lib/identity/api-actor";
import { deleteUser } from "@/lib/users/delete-user";
import { updateUser } from "@/lib/users/update-user";
import { getUser } from "@/lib/users/user-queries";
import { deleteUserSchema, updateUserSchema } from "@/lib/users/user-schema";

/** GET /api/v1/users/{id} */
export const GET = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await getUser(actor, (await params).id));
});

/** PATCH /api/v1/users/{id} */
export const PATCH = handle<PathContext>(async (request, { params }) => {
  const actor = await requireApiActor(request);
  return json(await updateUser(actor, (await params).id, await parseJson(request, updateUserSchema)));
});

/** DELETE /api/v1/users/{id} */
export const DELETE = handle<PathContext>(async (request, { params }) => {
  await deleteUser(await requireApiActor(request), (await params).id, parseQuery(request, deleteUserSchema));
  return noContent();
});

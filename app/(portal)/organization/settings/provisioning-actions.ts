"use server";
import { revalidatePath } from "next/cache";
import { runAction } from "@/lib/action-result";
import { parseInput } from "@/lib/http/parse-input";
import { requireActor } from "@/lib/identity/current-actor";
import { createScimToken } from "@/lib/scim/tokens/create-scim-token";
import { revokeScimToken } from "@/lib/scim/tokens/revoke-scim-token";
import { createScimTokenSchema } from "@/lib/scim/tokens/scim-token-schema";

const page = "/organization/settings";

export async function createScimTokenAction(form: unknown) {
  return runAction(async () => {
    const created = await createScimToken(await requireActor(), parseInput(createScimTokenSchema, form));
    revalidatePath(page);
    return created;
  });
}

export async function revokeScimTokenAction(id: string) {
  return runAction(async () => {
    await revokeScimToken(await requireActor(), id);
    revalidatePath(page);
  });
}

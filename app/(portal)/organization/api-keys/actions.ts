"use server";
import { revalidatePath } from "next/cache";
import { runAction } from "@/lib/action-result";
import { parseInput } from "@/lib/http/parse-input";
import { createApiKeySchema } from "@/lib/identity/api-keys/api-key-schema";
import { createApiKey } from "@/lib/identity/api-keys/create-api-key";
import { revokeApiKey } from "@/lib/identity/api-keys/revoke-api-key";
import { requireActor } from "@/lib/identity/current-actor";

const list = "/organization/api-keys";

export async function createApiKeyAction(form: unknown) {
  return runAction(async () => {
    const created = await createApiKey(await requireActor(), parseInput(createApiKeySchema, form));
    revalidatePath(list);
    return created;
  });
}

export async function revokeApiKeyAction(id: string) {
  return runAction(async () => {
    await revokeApiKey(await requireActor(), id);
    revalidatePath(list);
  });
}

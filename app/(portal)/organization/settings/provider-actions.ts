"use server";
import { revalidatePath } from "next/cache";
import { runAction } from "@/lib/action-result";
import { parseInput } from "@/lib/http/parse-input";
import { requireActor } from "@/lib/identity/current-actor";
import { createIdentityProvider } from "@/lib/oidc/create-identity-provider";
import { deleteIdentityProvider } from "@/lib/oidc/delete-identity-provider";
import { createIdentityProviderSchema, updateIdentityProviderSchema } from "@/lib/oidc/identity-provider-schema";
import { updateIdentityProvider } from "@/lib/oidc/update-identity-provider";

const page = "/organization/settings";

export async function createIdentityProviderAction(form: unknown) {
  return runAction(async () => {
    const provider = await createIdentityProvider(await requireActor(), parseInput(createIdentityProviderSchema, form));
    revalidatePath(page);
    return provider;
  });
}

export async function updateIdentityProviderAction(id: string, form: unknown) {
  return runAction(async () => {
    const input = parseInput(updateIdentityProviderSchema, form);
    const provider = await updateIdentityProvider(await requireActor(), id, input);
    revalidatePath(page);
    return provider;
  });
}

export async function deleteIdentityProviderAction(id: string) {
  return runAction(async () => {
    await deleteIdentityProvider(await requireActor(), id);
    revalidatePath(page);
  });
}

"use server";
import { revalidatePath } from "next/cache";
import { runAction } from "@/lib/action-result";
import { createAttributeSchema, updateAttributeSchema } from "@/lib/attributes/attribute-schema";
import { createAttribute } from "@/lib/attributes/create-attribute";
import { deleteAttribute } from "@/lib/attributes/delete-attribute";
import { updateAttribute } from "@/lib/attributes/update-attribute";
import { parseInput } from "@/lib/http/parse-input";
import { requireActor } from "@/lib/identity/current-actor";

const page = "/organization/settings";

export async function createAttributeAction(form: unknown) {
  return runAction(async () => {
    const attribute = await createAttribute(await requireActor(), parseInput(createAttributeSchema, form));
    revalidatePath(page);
    return attribute;
  });
}

export async function updateAttributeAction(id: string, form: unknown) {
  return runAction(async () => {
    const attribute = await updateAttribute(await requireActor(), id, parseInput(updateAttributeSchema, form));
    revalidatePath(page);
    return attribute;
  });
}

export async function deleteAttributeAction(id: string) {
  return runAction(async () => {
    await deleteAttribute(await requireActor(), id);
    revalidatePath(page);
  });
}

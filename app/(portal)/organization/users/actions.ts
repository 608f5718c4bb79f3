"use server";
import { revalidatePath } from "next/cache";
import { runAction } from "@/lib/action-result";
import { parseInput } from "@/lib/http/parse-input";
import { requireActor } from "@/lib/identity/current-actor";
import { createUser } from "@/lib/users/create-user";
import { deleteUser } from "@/lib/users/delete-user";
import { disableUser, enableUser } from "@/lib/users/disable-user";
import { endUserSessions } from "@/lib/users/end-user-sessions";
import { updateUser } from "@/lib/users/update-user";
import { getUserRemoval } from "@/lib/users/user-removal";
import { createUserSchema, deleteUserSchema, updateUserSchema } from "@/lib/users/user-schema";

const list = "/organization/users";

export async function createUserAction(form: unknown) {
  return runAction(async () => {
    const user = await createUser(await requireActor(), parseInput(createUserSchema, form));
    revalidatePath(list);
    return user;
  });
}

export async function updateUserAction(id: string, form: unknown) {
  return runAction(async () => {
    const user = await updateUser(await requireActor(), id, parseInput(updateUserSchema, form));
    revalidatePath(list);
    return user;
  });
}

export async function disableUserAction(id: string) {
  return runAction(async () => {
    const user = await disableUser(await requireActor(), id);
    revalidatePath(list);
    return user;
  });
}

export async function enableUserAction(id: string) {
  return runAction(async () => {
    const user = await enableUser(await requireActor(), id);
    revalidatePath(list);
    return user;
  });
}

export async function endUserSessionsAction(id: string) {
  return runAction(async () => endUserSessions(await requireActor(), id));
}

/** What deleting a person takes along. */
export async function userRemovalAction(id: string) {
  return runAction(async () => getUserRemoval(await requireActor(), id));
}

export async function deleteUserAction(id: string, form: unknown) {
  return runAction(async () => {
    await deleteUser(await requireActor(), id, parseInput(deleteUserSchema, form));
    revalidatePath(list);
  });
}

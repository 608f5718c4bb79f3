"use server";
import { revalidatePath } from "next/cache";
import { runAction } from "@/lib/action-result";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { changeMembersByEmail } from "@/lib/groups/change-members-by-email";
import { createGroup } from "@/lib/groups/create-group";
import { deleteGroup } from "@/lib/groups/delete-group";
import { listGroupCandidates } from "@/lib/groups/group-member-queries";
import { getGroupRemoval } from "@/lib/groups/group-removal";
import {
  addGroupMembersSchema,
  createGroupSchema,
  membersByEmailSchema,
  updateGroupSchema,
} from "@/lib/groups/group-schema";
import { removeGroupMember } from "@/lib/groups/remove-group-member";
import { removeGroupMembers } from "@/lib/groups/remove-group-members";
import { updateGroup } from "@/lib/groups/update-group";
import { parseInput } from "@/lib/http/parse-input";
import { requireActor } from "@/lib/identity/current-actor";

const pages = "/organization/groups";

export async function createGroupAction(form: unknown) {
  return runAction(async () => {
    const group = await createGroup(await requireActor(), parseInput(createGroupSchema, form));
    revalidatePath(pages, "layout");
    return group;
  });
}

export async function updateGroupAction(id: string, form: unknown) {
  return runAction(async () => {
    const group = await updateGroup(await requireActor(), id, parseInput(updateGroupSchema, form));
    revalidatePath(pages, "layout");
    return group;
  });
}

export async function deleteGroupAction(id: string) {
  return runAction(async () => {
    await deleteGroup(await requireActor(), id);
    revalidatePath(pages, "layout");
  });
}

/** People of the group's home who are not in it yet. */
export async function findCandidatesAction(id: string, words: unknown) {
  return runAction(async () => {
    const page = { search: String(words).trim().slice(0, 200), limit: 20 };
    const people = await listGroupCandidates(await requireActor(), id, page);
    return people.data.map(({ id: value, displayName, email }) => ({ value, label: `${displayName} (${email})` }));
  });
}

export async function addMembersAction(id: string, form: unknown) {
  return runAction(async () => {
    const { userIds } = parseInput(addGroupMembersSchema, form);
    const group = await addGroupMembers(await requireActor(), id, userIds);
    revalidatePath(pages, "layout");
    return group;
  });
}

/** Adds or removes the people of a list, or says what would come of it. */
export async function changeMembersByEmailAction(id: string, form: unknown) {
  return runAction(async () => {
    const input = parseInput(membersByEmailSchema, form);
    const done = await changeMembersByEmail(await requireActor(), id, input);
    if (!input.dryRun) revalidatePath(pages, "layout");
    return done;
  });
}

export async function removeMembersAction(id: string, userIds: readonly string[]) {
  return runAction(async () => {
    const group = await removeGroupMembers(await requireActor(), id, userIds);
    revalidatePath(pages, "layout");
    return group;
  });
}

/** What members lose with the group. */
export async function groupRemovalAction(id: string) {
  return runAction(async () => getGroupRemoval(await requireActor(), id));
}

export async function removeMemberAction(id: string, userId: string) {
  return runAction(async () => {
    await removeGroupMember(await requireActor(), id, userId);
    revalidatePath(pages, "layout");
  });
}

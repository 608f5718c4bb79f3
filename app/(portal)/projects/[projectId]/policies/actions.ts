"use server";
import { revalidatePath } from "next/cache";
import { runAction } from "@/lib/action-result";
import { parseInput } from "@/lib/http/parse-input";
import { requireActor } from "@/lib/identity/current-actor";
import { checkPolicy } from "@/lib/policies/check-policy";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import { deleteAssignment } from "@/lib/policies/delete-assignment";
import { deletePolicy } from "@/lib/policies/delete-policy";
import {
  createAssignmentSchema,
  createPolicySchema,
  type PolicyInput,
  previewPolicySchema,
  updateAssignmentSchema,
  updatePolicySchema,
} from "@/lib/policies/policy-schema";
import { updateAssignment } from "@/lib/policies/update-assignment";
import { updatePolicy } from "@/lib/policies/update-policy";
import { previewPolicy } from "@/lib/queries/preview-policy";

const pages = "/(portal)/projects/[projectId]/policies";

/** Checks a policy as it stands in the form; the command parses it, since gaps are problems to show. */
export async function checkPolicyAction(form: unknown) {
  return runAction(async () => checkPolicy(await requireActor(), form as PolicyInput));
}

/** Tries a policy as it stands in the form on one tenant. */
export async function previewPolicyAction(form: unknown) {
  return runAction(async () => previewPolicy(await requireActor(), parseInput(previewPolicySchema, form)));
}

export async function createPolicyAction(form: unknown) {
  return runAction(async () => {
    const policy = await createPolicy(await requireActor(), parseInput(createPolicySchema, form));
    revalidatePath(pages, "layout");
    return policy;
  });
}

export async function updatePolicyAction(id: string, form: unknown) {
  return runAction(async () => {
    const policy = await updatePolicy(await requireActor(), id, parseInput(updatePolicySchema, form));
    revalidatePath(pages, "layout");
    return policy;
  });
}

export async function deletePolicyAction(id: string, confirm: string) {
  return runAction(async () => {
    await deletePolicy(await requireActor(), id, { confirm });
    revalidatePath(pages, "layout");
  });
}

export async function createAssignmentAction(form: unknown) {
  return runAction(async () => {
    const assignment = await createAssignment(await requireActor(), parseInput(createAssignmentSchema, form));
    revalidatePath(pages, "layout");
    return assignment;
  });
}

export async function updateAssignmentAction(id: string, form: unknown) {
  return runAction(async () => {
    const assignment = await updateAssignment(await requireActor(), id, parseInput(updateAssignmentSchema, form));
    revalidatePath(pages, "layout");
    return assignment;
  });
}

export async function deleteAssignmentAction(id: string) {
  return runAction(async () => {
    await deleteAssignment(await requireActor(), id);
    revalidatePath(pages, "layout");
  });
}

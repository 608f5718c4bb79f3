"use server";
import { revalidatePath } from "next/cache";
import { runAction } from "@/lib/action-result";
import { parseInput } from "@/lib/http/parse-input";
import { requireActor } from "@/lib/identity/current-actor";
import { createProject } from "@/lib/projects/create-project";
import { deleteProject } from "@/lib/projects/delete-project";
import { createProjectSchema, updateProjectSchema } from "@/lib/projects/project-schema";
import { readProjectSecret, rotateProjectSecret } from "@/lib/projects/project-secret";
import { updateProject } from "@/lib/projects/update-project";

export async function createProjectAction(form: unknown) {
  return runAction(async () => {
    const project = await createProject(await requireActor(), parseInput(createProjectSchema, form));
    revalidatePath("/", "layout");
    return project;
  });
}

export async function updateProjectAction(id: string, form: unknown) {
  return runAction(async () => {
    const project = await updateProject(await requireActor(), id, parseInput(updateProjectSchema, form));
    revalidatePath("/", "layout");
    return project;
  });
}

export async function deleteProjectAction(id: string) {
  return runAction(async () => {
    await deleteProject(await requireActor(), id);
    revalidatePath("/", "layout");
  });
}

export async function readProjectSecretAction(id: string) {
  return runAction(async () => readProjectSecret(await requireActor(), id));
}

export async function rotateProjectSecretAction(id: string) {
  return runAction(async () => rotateProjectSecret(await requireActor(), id));
}

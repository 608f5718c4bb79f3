"use server";
import { revalidatePath } from "next/cache";
import { runAction } from "@/lib/action-result";
import { createDataset } from "@/lib/datasets/create-dataset";
import {
  createDatasetSchema,
  duplicateDatasetSchema,
  previewDatasetSchema,
  updateDatasetSchema,
} from "@/lib/datasets/dataset-schema";
import { deleteDataset } from "@/lib/datasets/delete-dataset";
import { duplicateDataset } from "@/lib/datasets/duplicate-dataset";
import { previewDataset } from "@/lib/datasets/preview-dataset";
import { updateDataset } from "@/lib/datasets/update-dataset";
import { parseInput } from "@/lib/http/parse-input";
import { requireActor } from "@/lib/identity/current-actor";

const pages = "/(portal)/projects/[projectId]/datasets";

/** Runs a query before it is a dataset; only what the page shows of the answer leaves the server. */
export async function previewDatasetAction(form: unknown) {
  return runAction(async () => {
    const result = await previewDataset(await requireActor(), parseInput(previewDatasetSchema, form));
    const { columns, data, rowCount, truncated } = result;
    return { columns, data, rowCount, truncated };
  });
}

export async function createDatasetAction(form: unknown) {
  return runAction(async () => {
    const dataset = await createDataset(await requireActor(), parseInput(createDatasetSchema, form));
    revalidatePath(pages, "layout");
    return dataset;
  });
}

export async function updateDatasetAction(id: string, form: unknown) {
  return runAction(async () => {
    const dataset = await updateDataset(await requireActor(), id, parseInput(updateDatasetSchema, form));
    revalidatePath(pages, "layout");
    return dataset;
  });
}

export async function duplicateDatasetAction(id: string, form: unknown) {
  return runAction(async () => {
    const dataset = await duplicateDataset(await requireActor(), id, parseInput(duplicateDatasetSchema, form));
    revalidatePath(pages, "layout");
    return dataset;
  });
}

export async function deleteDatasetAction(id: string) {
  return runAction(async () => {
    await deleteDataset(await requireActor(), id);
    revalidatePath(pages, "layout");
  });
}

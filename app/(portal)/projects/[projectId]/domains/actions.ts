"use server";
import { revalidatePath } from "next/cache";
import { runAction } from "@/lib/action-result";
import { type CheckedPlace, checkDefinition } from "@/lib/domains/check-definition";
import { createDomain } from "@/lib/domains/create-domain";
import { deleteDomain } from "@/lib/domains/delete-domain";
import { createDomainSchema, draftDomainSchema, updateDomainSchema } from "@/lib/domains/domain-schema";
import { draftDomain, tablesForDomains } from "@/lib/domains/draft-domain";
import { readAsYaml, writeAsYaml } from "@/lib/domains/edit-as-yaml";
import { updateDomain } from "@/lib/domains/update-domain";
import { parseInput } from "@/lib/http/parse-input";
import { requireActor } from "@/lib/identity/current-actor";
import { type DatasetInEditor, previewDomainDataset } from "@/lib/queries/preview-domain-dataset";

const pages = "/(portal)/projects/[projectId]/domains";

export async function createDomainAction(form: unknown) {
  return runAction(async () => {
    const { id, name } = await createDomain(await requireActor(), parseInput(createDomainSchema, form));
    revalidatePath(pages, "layout");
    return { id, name };
  });
}

export async function updateDomainAction(id: string, form: unknown) {
  return runAction(async () => {
    const { management } = await updateDomain(await requireActor(), id, parseInput(updateDomainSchema, form));
    revalidatePath(pages, "layout");
    return { version: management?.version ?? 0 };
  });
}

export async function deleteDomainAction(id: string) {
  return runAction(async () => {
    await deleteDomain(await requireActor(), id);
    revalidatePath(pages, "layout");
  });
}

export async function draftDomainAction(form: unknown) {
  return runAction(async () => draftDomain(await requireActor(), parseInput(draftDomainSchema, form)));
}

/** Tables that a domain of this connection can be made of. */
export async function domainTablesAction(place: { projectId: string; connectionId: string }) {
  return runAction(async () => {
    const { tables, defaultSchema } = await tablesForDomains(await requireActor(), place);
    return { tables, defaultSchema };
  });
}

export async function checkDefinitionAction(place: CheckedPlace) {
  return runAction(async () => checkDefinition(await requireActor(), place));
}

/** Runs a dataset before it is saved; only what the page shows of the answer leaves the server. */
export async function previewDomainDatasetAction(place: DatasetInEditor) {
  return runAction(async () => {
    const { columns, data, rowCount, truncated } = await previewDomainDataset(await requireActor(), place);
    return { columns, data, rowCount, truncated };
  });
}

/** What stands in the form as YAML; it need not be complete. */
export async function writeYamlAction(definition: unknown) {
  return runAction(async () => writeAsYaml(await requireActor(), definition));
}

export async function readYamlAction(yaml: string) {
  return runAction(async () => readAsYaml(await requireActor(), String(yaml)));
}

"use server";
import { runAction } from "@/lib/action-result";
import { parseInput } from "@/lib/http/parse-input";
import { createOrganization } from "@/lib/organizations/create-organization";
import { createOrganizationSchema } from "@/lib/organizations/organization-schema";

/** The one action without an actor: it refuses as soon as an organization exists. */
export async function setUpAction(form: unknown) {
  return runAction(async () => {
    await createOrganization(parseInput(createOrganizationSchema, form));
  });
}

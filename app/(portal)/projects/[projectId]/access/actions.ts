"use server";
import { explainAccessSchema } from "@/lib/access/access-schema";
import { explainAccess } from "@/lib/access/explain-access";
import { runAction } from "@/lib/action-result";
import { parseInput } from "@/lib/http/parse-input";
import { requireActor } from "@/lib/identity/current-actor";

/** For tokens, which must not stand in an address. */
export async function explainAccessAction(form: unknown) {
  return runAction(async () => explainAccess(await requireActor(), parseInput(explainAccessSchema, form)));
}

import { z } from "zod";
import { parsePath } from "../filter/parse-filter";
import { badRequest } from "../scim-refusal";
import { applyAt, applyAttributes, type ChangeRules, type ChangeVerb, type Document } from "./apply-attributes";

const operationSchema = z.object({
  op: z.string().transform((op) => op.toLowerCase()),
  path: z.string().nullish(),
  value: z.unknown().optional(),
});

const patchSchema = z
  .record(z.string(), z.unknown())
  .transform((body) => Object.fromEntries(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value])))
  .pipe(z.object({ operations: z.array(operationSchema).min(1).max(1_000) }));

/**
 * The document after all changes of a PATCH, in their order; the first that refuses refuses them all (RFC 7644, 3.5.2).
 *
 * @throws ScimRefusal `invalidSyntax`, `invalidPath`, `invalidValue`, `mutability`, `noTarget`
 */
export function applyPatch(document: Document, body: unknown, rules: ChangeRules): Document {
  const patch = patchSchema.safeParse(body);
  if (!patch.success) throw badRequest("invalidSyntax", "A PATCH has Operations, each with op, path and value");
  return patch.data.operations.reduce((changed, { op, path, value }) => {
    if (op !== "add" && op !== "replace" && op !== "remove") {
      throw badRequest("invalidSyntax", "op is add, replace or remove");
    }
    const verb: ChangeVerb = op;
    if (path) return applyAt(changed, verb, parsePath(path), value, rules);
    if (verb === "remove") throw badRequest("noTarget", "What to remove is said by a path");
    return applyAttributes(changed, verb, value, rules);
  }, document);
}

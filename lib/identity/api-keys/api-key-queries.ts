import { requirePermission } from "@/lib/authorization/require-permission";
import { containsWords } from "@/lib/contains-words";
import { database } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import { requireCursor } from "@/lib/page-cursor";
import { type Page, type PageInput, pageArguments, pageSchema, toPage } from "@/lib/pagination";
import type { Prisma } from "@/prisma/client/client";
import type { Actor } from "../actor";
import type { ApiKeyView } from "./api-key-schema";
import { apiKeyViewFields, toApiKeyView } from "./api-key-view";

/**
 * The organization's API keys, newest first, revoked ones included; without the keys themselves.
 *
 * @throws DomainError `forbidden`, `invalid_input`
 */
export async function listApiKeys(actor: Actor, input: PageInput = {}): Promise<Page<ApiKeyView>> {
  requirePermission(actor, "api_key:read");
  const page = parseInput(pageSchema, input);
  const own = { organizationId: actor.organizationId } satisfies Prisma.ApiKeyWhereInput;
  await requireCursor(page.cursor, (id) => database.apiKey.count({ where: { ...own, id } }));
  const where: Prisma.ApiKeyWhereInput = page.search ? { ...own, name: containsWords(page.search) } : own;
  const [rows, total] = await Promise.all([
    database.apiKey.findMany({ where, orderBy: { id: "desc" }, select: apiKeyViewFields, ...pageArguments(page) }),
    database.apiKey.count({ where }),
  ]);
  return toPage(rows.map(toApiKeyView), page.limit, total);
}

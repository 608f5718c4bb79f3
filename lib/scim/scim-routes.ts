import { z } from "zod";
import { DomainError } from "@/lib/errors";
import { parseJson } from "@/lib/http/parse-input";
import type { ScimClient } from "@/lib/identity/actor";
import { describedAnswer, resourceKinds, resourceTypes, schemas, serviceProviderConfig } from "./discovery";
import { groupKind } from "./groups/group-kind";
import { createScimGroup, deleteScimGroup, patchScimGroup, replaceScimGroup } from "./groups/write-group";
import { entityTags, isNamed, type Precondition } from "./precondition";
import { badRequest, noResource, ScimRefusal } from "./scim-refusal";
import type { Resource, ResourceKind } from "./scim-resource";
import { searchOf, searchOfAddress } from "./search-input";
import { completed, searchResources } from "./search-resources";
import { everything, type Selection, selectAttributes } from "./select-attributes";
import { userKind } from "./users/user-kind";
import { createScimUser, deleteScimUser, patchScimUser, replaceScimUser } from "./users/write-user";

export interface ScimAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Write = (client: ScimClient, id: string, body: unknown, precondition: Precondition) => Promise<Resource>;

interface Endpoint {
  readonly kind: ResourceKind;
  readonly create: (client: ScimClient, body: unknown) => Promise<Resource>;
  readonly replace: Write;
  readonly patch: Write;
  readonly remove: (client: ScimClient, id: string, precondition: Precondition) => Promise<void>;
}

const endpoints: Readonly<Record<string, Endpoint>> = {
  Users: {
    kind: userKind,
    create: createScimUser,
    replace: replaceScimUser,
    patch: patchScimUser,
    remove: deleteScimUser,
  },
  Groups: {
    kind: groupKind,
    create: createScimGroup,
    replace: replaceScimGroup,
    patch: patchScimGroup,
    remove: deleteScimGroup,
  },
};

const bodySchema = z.record(z.string(), z.unknown());

/**
 * What a call is answered, by the last parts of its address: `Users`, `Users/{id}`, `Users/.search`, and what describes
 * them all.
 *
 * @throws ScimRefusal, DomainError
 */
export async function scimRoute(client: ScimClient, request: Request): Promise<ScimAnswer> {
  const address = new URL(request.url);
  const [noun = "", id = null, ...rest] = partsOf(address);
  if (rest.length > 0) throw noResource();
  const endpoint = Object.hasOwn(endpoints, noun) ? endpoints[noun] : undefined;
  if (noun === ".search" || (endpoint && id === ".search")) {
    allow(request, "POST");
    const kinds = endpoint ? [endpoint.kind] : resourceKinds;
    return { status: 200, body: await searchResources(client, kinds, searchOf(await bodyOf(request))) };
  }
  if (endpoint) return id === null ? collection(client, request, endpoint) : single(client, request, endpoint, id);
  if (noun === "Bulk" || noun === "Me") throw new ScimRefusal(501, `${noun} is not supported`);
  return described(request, noun, id, address.searchParams);
}

async function collection(client: ScimClient, request: Request, { kind, create }: Endpoint): Promise<ScimAnswer> {
  allow(request, "GET", "POST");
  const search = searchOfAddress(new URL(request.url));
  if (request.method === "GET") return { status: 200, body: await searchResources(client, [kind], search) };
  const made = await create(client, await bodyOf(request));
  const headers = { Location: made.meta.location, ...tagOf(made) };
  return { status: 201, body: selectAttributes(made, search.selection), headers };
}

async function single(
  client: ScimClient,
  request: Request,
  { kind, replace, patch, remove }: Endpoint,
  id: string,
): Promise<ScimAnswer> {
  allow(request, "GET", "PUT", "PATCH", "DELETE");
  const { selection } = searchOfAddress(new URL(request.url));
  const precondition = entityTags(request.headers.get("if-match"));
  if (request.method === "DELETE") {
    await remove(client, id, precondition);
    return { status: 204 };
  }
  if (request.method === "GET") {
    const known = entityTags(request.headers.get("if-none-match"));
    const found = await read(client, kind, id, known ? everything : selection);
    const headers = tagOf(found);
    if (known && isNamed(known, found)) return { status: 304, headers };
    return { status: 200, body: selectAttributes(found, selection), headers };
  }
  const write = request.method === "PUT" ? replace : patch;
  const written = await write(client, id, await bodyOf(request), precondition);
  return { status: 200, body: selectAttributes(written, selection), headers: tagOf(written) };
}

async function read(client: ScimClient, kind: ResourceKind, id: string, selection: Selection): Promise<Resource> {
  const [found] = await kind.load(client, new Map([["id", id]]), { skip: 0, take: 1 });
  const [whole] = found ? await completed(client, [kind], [found], selection) : [];
  if (!whole) throw noResource();
  return whole;
}

function tagOf({ meta: { version } }: Resource): Readonly<Record<string, string>> {
  return version === undefined ? {} : { ETag: version };
}

function described(request: Request, noun: string, id: string | null, parameters: URLSearchParams): ScimAnswer {
  if (noun === "ServiceProviderConfig" && id === null) {
    allow(request, "GET");
    return { status: 200, body: serviceProviderConfig() };
  }
  if (noun !== "ResourceTypes" && noun !== "Schemas") throw noResource();
  allow(request, "GET");
  const all = noun === "Schemas" ? schemas() : resourceTypes();
  return { status: 200, body: describedAnswer(all, id, parameters) };
}

function allow(request: Request, ...methods: readonly string[]): void {
  if (!methods.includes(request.method)) throw new ScimRefusal(405, `Possible here: ${methods.join(", ")}`);
}

/** What follows `/api/scim/v2` in an address. */
function partsOf(address: URL): string[] {
  const parts = address.pathname.split("/").slice(4);
  try {
    return parts.filter(Boolean).map(decodeURIComponent);
  } catch {
    throw noResource();
  }
}

async function bodyOf(request: Request): Promise<unknown> {
  try {
    return await parseJson(request, bodySchema);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw badRequest("invalidSyntax", "The body has to be a JSON object of at most 1 MiB");
  }
}

import type { AttributeDefinition } from "./attribute-definitions";
import { commonAttributes, schemaNames } from "./attribute-definitions";
import { groupKind } from "./groups/group-kind";
import { noResource, ScimRefusal } from "./scim-refusal";
import { type ResourceKind, scimBaseAddress } from "./scim-resource";
import { mostResults } from "./search-input";
import { userKind } from "./users/user-kind";

export const resourceKinds: readonly ResourceKind[] = [userKind, groupKind];

/** What this provider can do and cannot (RFC 7643, 5). */
export function serviceProviderConfig(): object {
  return {
    schemas: [schemaNames.serviceProviderConfig],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: mostResults },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: "oauthbearertoken",
        name: "Bearer token",
        description: "A SCIM token that an administrator has made, in the Authorization header",
        specUri: "https://www.rfc-editor.org/info/rfc6750",
        primary: true,
      },
    ],
    meta: { resourceType: "ServiceProviderConfig", location: `${scimBaseAddress()}/ServiceProviderConfig` },
  };
}

export function resourceTypes(): Described[] {
  return resourceKinds.map(({ name, endpoint, description, schema }) => ({
    schemas: [schemaNames.resourceType],
    id: name,
    name,
    endpoint,
    description,
    schema,
    meta: { resourceType: "ResourceType", location: `${scimBaseAddress()}/ResourceTypes/${name}` },
  }));
}

/** The schemas as they are enforced: made of the same table that filters and changes go by. */
export function schemas(): Described[] {
  return resourceKinds.map(({ name, description, schema, definitions }) => ({
    schemas: [schemaNames.schema],
    id: schema,
    name,
    description,
    attributes: [...externalIdOnly, ...definitions].map(described),
    meta: { resourceType: "Schema", location: `${scimBaseAddress()}/Schemas/${schema}` },
  }));
}

/** All of them as a list, or the one with this id. Filters are refused here, as RFC 7644, 4 demands. */
export function describedAnswer(all: readonly Described[], id: string | null, parameters: URLSearchParams): object {
  if (id !== null) {
    const one = all.find((described) => described.id === id);
    if (!one) throw noResource();
    return one;
  }
  if (parameters.has("filter")) throw new ScimRefusal(403, "This list cannot be filtered");
  return {
    schemas: [schemaNames.list],
    totalResults: all.length,
    startIndex: 1,
    itemsPerPage: all.length,
    Resources: all,
  };
}

export interface Described {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** The one common attribute that clients may write, so that they learn that it is kept. */
const externalIdOnly = commonAttributes.filter(({ name }) => name === "externalId");

function described({ subAttributes, ...rest }: AttributeDefinition): object {
  return subAttributes ? { ...rest, subAttributes: subAttributes.map(described) } : rest;
}

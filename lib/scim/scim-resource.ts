import { createHash } from "node:crypto";
import { env } from "@/lib/env";
import type { ScimClient } from "@/lib/identity/actor";
import type { AttributeDefinition } from "./attribute-definitions";
import type { AttributeKinds } from "./attribute-kinds";
import type { ExactValues } from "./filter/exact-values";

/** A resource as the protocol shows it. */
export interface Resource {
  readonly id: string;
  readonly schemas: readonly string[];
  readonly meta: ResourceMeta;
  readonly [attribute: string]: unknown;
}

interface ResourceMeta {
  readonly resourceType: string;
  readonly created: string;
  readonly lastModified: string;
  readonly location: string;
  /** Not where something is left out that belongs to it. */
  readonly version?: string;
}

/** One kind of resource, and where those of a client's home are found. */
export interface ResourceKind {
  readonly name: "User" | "Group";
  readonly endpoint: "/Users" | "/Groups";
  readonly description: string;
  readonly schema: string;
  readonly definitions: readonly AttributeDefinition[];
  readonly kinds: AttributeKinds;
  /** How many of the home have these values. */
  readonly count: (client: ScimClient, exact: ExactValues) => Promise<number>;
  /** Those of the home that have these values, in the order of their ids; without what is `apart`. */
  readonly load: (client: ScimClient, exact: ExactValues, page: Slice) => Promise<Resource[]>;
  /** What one resource can have very many of, so that it is read only for those who ask for it. */
  readonly apart?: ValuesApart;
}

/** A multi-valued attribute that is kept apart from the resources which have it. */
export interface ValuesApart {
  /** In lower case. */
  readonly attribute: string;
  /** How many values the resources with these values have together. */
  readonly count: (client: ScimClient, exact: ExactValues) => Promise<number>;
  /**
   * Resources with all their values by id, from the first on, as many as hold at most this many values; one at least.
   * Null stands for one that is gone.
   */
  readonly complete: (
    client: ScimClient,
    ids: readonly string[],
    mostValues: number,
  ) => Promise<ReadonlyMap<string, Resource | null>>;
}

export interface Slice {
  readonly skip: number;
  readonly take: number;
}

/** The address that an identity provider is told. */
export function scimBaseAddress(): string {
  return new URL("/api/scim/v2", env().NEXTAUTH_URL).href;
}

/** A resource with what is known of it. Its entity tag is weak and says all that a client can change (RFC 7644, 3.14). */
export function asResource(
  kind: Pick<ResourceKind, "name" | "endpoint" | "schema">,
  row: { readonly id: string; readonly createdAt: Date; readonly updatedAt: Date },
  changeable: Readonly<Record<string, unknown>>,
  derived: Readonly<Record<string, unknown>> = {},
): Resource {
  const content = createHash("sha256").update(JSON.stringify(changeable)).digest("base64url").slice(0, 22);
  return {
    schemas: [kind.schema],
    id: row.id,
    ...changeable,
    ...derived,
    meta: {
      resourceType: kind.name,
      created: row.createdAt.toISOString(),
      lastModified: row.updatedAt.toISOString(),
      location: `${scimBaseAddress()}${kind.endpoint}/${row.id}`,
      version: `W/"${content}"`,
    },
  };
}

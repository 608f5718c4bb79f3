/** An attribute as RFC 7643, 7 describes it to clients. */
export interface AttributeDefinition {
  readonly name: string;
  readonly type: "string" | "boolean" | "dateTime" | "reference" | "complex";
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: "readOnly" | "readWrite" | "immutable";
  readonly returned: "always" | "default";
  readonly uniqueness: "none" | "server";
  readonly referenceTypes?: readonly string[];
  readonly subAttributes?: readonly AttributeDefinition[];
}

export const schemaNames = {
  user: "urn:ietf:params:scim:schemas:core:2.0:User",
  group: "urn:ietf:params:scim:schemas:core:2.0:Group",
  schema: "urn:ietf:params:scim:schemas:core:2.0:Schema",
  resourceType: "urn:ietf:params:scim:schemas:core:2.0:ResourceType",
  serviceProviderConfig: "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig",
  enterpriseUser: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
  patch: "urn:ietf:params:scim:api:messages:2.0:PatchOp",
  list: "urn:ietf:params:scim:api:messages:2.0:ListResponse",
  search: "urn:ietf:params:scim:api:messages:2.0:SearchRequest",
  error: "urn:ietf:params:scim:api:messages:2.0:Error",
} as const;

function attribute(name: string, description: string, more: Partial<AttributeDefinition> = {}): AttributeDefinition {
  return {
    name,
    type: "string",
    multiValued: false,
    description,
    required: false,
    caseExact: false,
    mutability: "readWrite",
    returned: "default",
    uniqueness: "none",
    ...more,
  };
}

const readOnly = { mutability: "readOnly" } as const;
const exact = { caseExact: true } as const;
const list = { type: "complex", multiValued: true } as const;

/** What every resource has, outside its own schema (RFC 7643, 3.1). */
export const commonAttributes: readonly AttributeDefinition[] = [
  attribute("id", "The id that Bulkhead has given", {
    ...readOnly,
    ...exact,
    returned: "always",
    uniqueness: "server",
  }),
  attribute("externalId", "The id that the identity provider has given", { ...exact, uniqueness: "server" }),
  attribute("schemas", "The schemas of the resource", { ...readOnly, ...exact, multiValued: true, returned: "always" }),
  attribute("meta", "What is known of the resource itself", {
    type: "complex",
    ...readOnly,
    subAttributes: [
      attribute("resourceType", "The kind of resource", { ...readOnly, ...exact }),
      attribute("created", "When it was made", { type: "dateTime", ...readOnly }),
      attribute("lastModified", "When it was changed last", { type: "dateTime", ...readOnly }),
      attribute("location", "Its address", { type: "reference", ...readOnly, ...exact, referenceTypes: ["uri"] }),
      attribute("version", "Its entity tag", { ...readOnly, ...exact }),
    ],
  }),
];

export const userAttributes: readonly AttributeDefinition[] = [
  attribute("userName", "The e-mail address that the person signs in with; it never changes", {
    required: true,
    mutability: "immutable",
    uniqueness: "server",
  }),
  attribute("displayName", "The name that the portal shows"),
  attribute("name", "The parts of the person's name", {
    type: "complex",
    subAttributes: [
      attribute("formatted", "The whole name; the displayName of who comes without one"),
      attribute("familyName", "The family name"),
      attribute("givenName", "The given name"),
    ],
  }),
  attribute("active", "Whether the person may sign in", { type: "boolean" }),
  attribute("emails", "The userName again: a person has one address here", {
    ...list,
    subAttributes: [
      attribute("value", "The address"),
      attribute("type", "Always work"),
      attribute("primary", "Always true", { type: "boolean" }),
    ],
  }),
  attribute("groups", "The groups that the person is in", {
    ...list,
    ...readOnly,
    subAttributes: [
      attribute("value", "The group's id", { ...readOnly, ...exact }),
      attribute("$ref", "The group's address", {
        type: "reference",
        ...readOnly,
        ...exact,
        referenceTypes: ["Group"],
      }),
      attribute("display", "The group's name", readOnly),
      attribute("type", "Always direct", readOnly),
    ],
  }),
  attribute("roles", "The role in the portal, which administrators decide", {
    ...list,
    ...readOnly,
    subAttributes: [
      attribute("value", "The role", readOnly),
      attribute("primary", "Always true", { type: "boolean", ...readOnly }),
    ],
  }),
];

export const groupAttributes: readonly AttributeDefinition[] = [
  attribute("displayName", "The group's name", { required: true, uniqueness: "server" }),
  attribute("members", "The people in the group; groups hold no groups", {
    ...list,
    subAttributes: [
      attribute("value", "The person's id", { ...exact, mutability: "immutable" }),
      attribute("$ref", "The person's address", {
        type: "reference",
        ...readOnly,
        ...exact,
        referenceTypes: ["User"],
      }),
      attribute("display", "The person's name", readOnly),
      attribute("type", "Always User", { mutability: "immutable" }),
    ],
  }),
];

/**
 * Attributes of the RFC's schemas that clients send as a matter of course and that Bulkhead has no use for: they are
 * left out without an error, as RFC 7644, 3.3 allows. A password is one of them: people choose their own.
 */
export const unkeptAttributes: ReadonlySet<string> = new Set([
  "addresses",
  "costcenter",
  "department",
  "division",
  "employeenumber",
  "entitlements",
  "ims",
  "locale",
  "manager",
  "nickname",
  "organization",
  "password",
  "phonenumbers",
  "photos",
  "preferredlanguage",
  "profileurl",
  "timezone",
  "title",
  "usertype",
  "x509certificates",
]);

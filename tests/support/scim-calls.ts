import { DELETE, GET, PATCH, POST, PUT } from "@/app/api/scim/v2/[...path]/route";
import type { OrganizationUser } from "@/lib/identity/actor";
import { createScimToken } from "@/lib/scim/tokens/create-scim-token";
import type { CreateScimTokenInput } from "@/lib/scim/tokens/scim-token-schema";

const handlers = { DELETE, GET, PATCH, POST, PUT } as const;

export interface ScimAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the protocol's answers are read by many names, and compared whole
  readonly body: any;
  readonly headers: Headers;
}

export type ScimCall = (
  method: keyof typeof handlers,
  address: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<ScimAnswer>;

/** Calls the protocol's routes as an identity provider does, with this token or whatever else stands for one. */
export function scimCaller(authorization: string | null): ScimCall {
  return async (method, address, body, headers = {}) => {
    const request = new Request(`http://localhost:3000/api/scim/v2${address}`, {
      method,
      headers: {
        ...(authorization === null ? {} : { Authorization: authorization }),
        "Content-Type": "application/scim+json",
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const response = await handlers[method](request);
    const text = await response.text();
    return { status: response.status, body: text === "" ? null : JSON.parse(text), headers: response.headers };
  };
}

/** A token for a day, and the calls with it. */
export async function scimToken(admin: OrganizationUser, input: Partial<CreateScimTokenInput> = {}) {
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const created = await createScimToken(admin, { name: "Identity provider", expiresAt, ...input });
  return { ...created, call: scimCaller(`Bearer ${created.token}`) };
}

export const patchOf = (...operations: readonly object[]) => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations: operations,
});

export const userOf = (userName: string, more: object = {}) => ({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
  userName,
  ...more,
});

export const groupOf = (displayName: string, more: object = {}) => ({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
  displayName,
  ...more,
});

import { ScimRefusal } from "./scim-refusal";
import type { Resource } from "./scim-resource";

/** The entity tags of `If-Match`, or null when the client does not mind what it writes over. */
export type Precondition = readonly string[] | null;

/** Reads `If-Match` or `If-None-Match` (RFC 9110, 13.1); weak and strong tags mean the same here. */
export function entityTags(header: string | null): Precondition {
  return header === null ? null : header.split(",").map((tag) => tag.trim());
}

export function isNamed(tags: readonly string[], resource: Resource): boolean {
  const strong = (tag: string) => tag.replace(/^W\//, "");
  const { version } = resource.meta;
  return tags.some((tag) => tag === "*" || (version !== undefined && strong(tag) === strong(version)));
}

/**
 * Makes sure that a resource is still what the client has seen. Asked under the lock of what is written.
 *
 * @throws ScimRefusal 412
 */
export function requireUnchanged(precondition: Precondition, resource: Resource): void {
  if (precondition && !isNamed(precondition, resource)) {
    throw new ScimRefusal(412, "The resource has changed meanwhile; read it again");
  }
}

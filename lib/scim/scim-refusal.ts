import { DomainError } from "@/lib/errors";

/** What went wrong, in the words of RFC 7644, 3.12, table 9. */
export type ScimType =
  | "invalidFilter"
  | "tooMany"
  | "uniqueness"
  | "mutability"
  | "invalidSyntax"
  | "invalidPath"
  | "noTarget"
  | "invalidValue";

/** A request that the protocol refuses. Does not leave `scimResponse`, which says it in the protocol's own form. */
export class ScimRefusal extends Error {
  override readonly name = "ScimRefusal";

  constructor(
    readonly status: number,
    message: string,
    readonly scimType?: ScimType,
  ) {
    super(message);
  }
}

/** A request whose words are wrong: 400. */
export function badRequest(scimType: ScimType, message: string): ScimRefusal {
  return new ScimRefusal(400, message, scimType);
}

/** The one answer for what does not exist and for what is not of the client's home. */
export function noResource(): ScimRefusal {
  return new ScimRefusal(404, "There is no such resource");
}

/** Says what a command has not found as the protocol does; any other failure stays what it is. */
export async function orNoResource<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof DomainError && error.code === "not_found" ? noResource() : error;
  }
}

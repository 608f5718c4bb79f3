import { DomainError } from "./errors";

/**
 * Refuses a cursor that is not a row of the actor's own list: where a foreign row would stand in the order is
 * something to learn about it. `count` counts the rows of the list with this id.
 *
 * @throws DomainError `invalid_input`
 */
export async function requireCursor(cursor: string | undefined, count: (id: string) => Promise<number>): Promise<void> {
  if (cursor === undefined || (await count(cursor)) > 0) return;
  const message = "The page to go on from is no longer there; start from the first page";
  throw new DomainError("invalid_input", message, { cursor: message });
}

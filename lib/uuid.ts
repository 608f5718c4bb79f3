import { v7, validate } from "uuid";

/** A time-ordered id (RFC 9562, version 7), as every row of the metadata has. */
export function uuidv7(): string {
  return v7();
}

/** Whether text could be an id at all; what could not is simply not found. */
export function isUuid(text: string): boolean {
  return validate(text);
}

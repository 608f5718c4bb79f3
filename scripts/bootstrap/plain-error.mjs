/** An error whose message is written for the person at the terminal; it is printed without a stack trace. */
export class PlainError extends Error {}

/** Prints what went wrong: plain words for the errors we foresaw, the whole trace for the rest. */
export function printError(error) {
  console.error(error instanceof PlainError ? `\n${error.message}` : error);
}

/**
 * `npm run -s secure-sql`: reads statements with what an actor may read, as JSON lines, and prints each one secured or
 * refused, a line for a line. Standard output holds answers only; anything else is said on standard error.
 */
import { PlainError, printError } from "./bootstrap/plain-error.mjs";

try {
  const { register } = await import("tsx/esm/api");
  register();
  await import("./entries/secure-sql.ts");
} catch (error) {
  const missing = error.code === "ERR_MODULE_NOT_FOUND";
  printError(missing ? new PlainError("The dependencies are not installed: run `npm ci` first.") : error);
  process.exitCode = 1;
}

/**
 * `npm run -s audit-verify`: looks whether the audit is what was written, chain by chain, and ends with 1 when it is not.
 * `-- --tenant key` for one tenant; `--write-anchor file` notes the chains' ends down, `--anchor file` compares with them.
 */
import { PlainError, printError } from "./bootstrap/plain-error.mjs";

try {
  const { openProduct } = await import("./bootstrap/open-product.mjs");
  const close = await openProduct();
  try {
    const { register } = await import("tsx/esm/api");
    register();
    await import("./entries/audit-verify.ts");
  } finally {
    await close();
  }
} catch (error) {
  const missing = error.code === "ERR_MODULE_NOT_FOUND";
  printError(missing ? new PlainError("The dependencies are not installed: run `npm ci` first.") : error);
  process.exitCode = 1;
}

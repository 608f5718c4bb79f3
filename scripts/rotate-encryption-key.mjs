/**
 * `npm run -s rotate-encryption-key`: a new encryption key for everything that is stored encrypted, while Bulkhead runs
 * or not. With `--retire` the earlier keys are deleted afterwards, once nothing needs them.
 */
import { PlainError, printError } from "./bootstrap/plain-error.mjs";

try {
  const { openProduct } = await import("./bootstrap/open-product.mjs");
  const close = await openProduct();
  try {
    const { register } = await import("tsx/esm/api");
    register();
    await import("./entries/rotate-encryption-key.ts");
  } finally {
    await close();
  }
} catch (error) {
  const missing = error.code === "ERR_MODULE_NOT_FOUND";
  printError(missing ? new PlainError("The dependencies are not installed: run `npm ci` first.") : error);
  process.exitCode = 1;
}

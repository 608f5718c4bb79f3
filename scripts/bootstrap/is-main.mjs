import fs from "node:fs";
import { fileURLToPath } from "node:url";

/** Whether a module was started as the command, rather than imported by one. */
export function isMain(moduleUrl) {
  return Boolean(process.argv[1]) && fs.realpathSync(process.argv[1]) === fileURLToPath(moduleUrl);
}

import fs from "node:fs";
import path from "node:path";
import { PlainError } from "./plain-error.mjs";
import { isReachableByOthers } from "./postgres-user.mjs";

/**
 * The path by which the Postgres process opens `folder`, with the extra `stdio` it needs for that.
 *
 * When Postgres runs as another user that may not enter a folder on the way (root's 0700 home), the folder is handed
 * over as an open file descriptor, which Linux lets the process use whatever the folders above it say. So the data stays
 * where it was asked for and no permission of a home folder is touched.
 */
export function reachableFolder(folder, user, descriptor = 3) {
  if (!user || isReachableByOthers(path.dirname(folder))) return { path: folder, stdio: [], close: () => {} };
  if (process.platform !== "linux") {
    throw new PlainError(
      `Postgres runs as the user \`postgres\`, which may not enter a folder above ${folder}. ` +
        "Set BULKHEAD_DATA_DIR to a folder that every user may enter, or start Bulkhead as an ordinary user.",
    );
  }
  const opened = fs.openSync(folder, fs.constants.O_RDONLY);
  return { path: `/proc/self/fd/${descriptor}`, stdio: [opened], close: () => fs.closeSync(opened) };
}

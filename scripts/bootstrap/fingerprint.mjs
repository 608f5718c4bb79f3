import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { inRoot, root } from "./root.mjs";

/**
 * One hash over the names and contents of files and whole folders of the checkout; what does not exist counts as absent.
 * Contents rather than times, because a checkout of another branch sets times as it likes.
 */
export function fingerprint(places, { except = [] } = {}) {
  const hash = createHash("sha256");
  const skip = new Set(except.map((place) => inRoot(place)));
  const visit = (file) => {
    if (skip.has(file)) return;
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (!stat) return;
    if (stat.isDirectory()) {
      for (const name of fs.readdirSync(file).sort()) visit(path.join(file, name));
      return;
    }
    const content = fs.readFileSync(file);
    hash.update(`${path.relative(root, file)}\0${content.length}\0`).update(content);
  };
  for (const place of places) visit(inRoot(place));
  return hash.digest("hex");
}

import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/**
 * A random secret that is made once and kept in `file`, readable by its owner alone.
 *
 * @param beforeMaking called when the file is missing; throws when making a new secret would lock data away
 */
export function keptSecret(file, beforeMaking = () => null) {
  if (fs.existsSync(file)) return fs.readFileSync(file, "utf8").trim();
  beforeMaking();
  const secret = randomBytes(32).toString("base64url");
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  // Written beside and renamed, so that a killed start never leaves half a secret.
  const unfinished = `${file}.${process.pid}`;
  fs.writeFileSync(unfinished, `${secret}\n`, { mode: 0o600 });
  fs.renameSync(unfinished, file);
  return secret;
}

/** Makes the Prisma client in `prisma/client` when it is missing or older than the schema: `node scripts/generate.mjs`. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import { runNode } from "./bootstrap/child-processes.mjs";
import { isMain } from "./bootstrap/is-main.mjs";
import { PlainError, printError } from "./bootstrap/plain-error.mjs";
import { inRoot, root } from "./bootstrap/root.mjs";

const stamp = inRoot("prisma", "client", ".generated-from");

/** @returns whether the client had to be made */
export async function generate() {
  const sources = fingerprint();
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === sources) return false;
  const result = await runNode([inRoot("node_modules/prisma/build/index.js"), "generate"], {
    cwd: root,
    env: {
      ...process.env,
      // The client needs no schema engine, but the command would fetch one from the internet unless it is told of a
      // program to use instead. Any will do: it is never run.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: "1",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
    },
  });
  if (result.code !== 0) throw new PlainError(`The Prisma client could not be made:\n${result.output.trim()}`);
  fs.writeFileSync(stamp, sources);
  return true;
}

function fingerprint() {
  const hash = createHash("sha256");
  for (const file of ["prisma/schema.prisma", "package-lock.json"]) hash.update(fs.readFileSync(inRoot(file)));
  return hash.digest("hex");
}

if (isMain(import.meta.url)) {
  try {
    console.log((await generate()) ? "Made the Prisma client." : "The Prisma client is up to date.");
  } catch (error) {
    printError(error);
    process.exitCode = 1;
  }
}

import { once } from "node:events";
import { maximumLineBytes, type SecureSqlAnswer, secureSqlLine } from "@/lib/sql/secure-sql-line";
import { readLines } from "./read-lines";

/**
 * Answers each line of standard input with one line, in order, as they come; reads on only when what was written is
 * taken, so that no input is too long for it.
 */
async function main(): Promise<void> {
  for await (const line of readLines(process.stdin, maximumLineBytes)) {
    const answer: SecureSqlAnswer =
      line === undefined
        ? { ok: false, code: "invalid_input", message: "The line is too long or not UTF-8" }
        : await secureSqlLine(line);
    if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await once(process.stdout, "drain");
  }
}

// Whoever read the answers has left: there is nobody to write the rest for.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

await main();

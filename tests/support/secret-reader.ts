import { database } from "@/lib/database";
import { decryptSecret } from "@/lib/secrets/encrypt-secret";
import { secretColumns } from "@/lib/secrets/secret-purposes";

/*
 * A process that reads every stored secret over and over, as a server does, until its standard input ends. It prints
 * `ready` after the first round, and at the end how many it read and how many it could not open.
 */
let reading = true;
process.stdin.once("end", () => {
  reading = false;
});
process.stdin.resume();

let opened = 0;
let failed = 0;
for (let round = 0; reading; round += 1) {
  for (const { table, column, purpose } of secretColumns) {
    const rows = await database.$queryRawUnsafe<{ value: string }[]>(
      `SELECT ${column} AS value FROM ${table} WHERE ${column} IS NOT NULL`,
    );
    for (const { value } of rows) {
      try {
        decryptSecret(purpose, value);
        opened += 1;
      } catch {
        failed += 1;
      }
    }
  }
  if (round === 0) process.stdout.write("ready\n");
}
process.stdout.write(`${JSON.stringify({ opened, failed })}\n`);
await database.$disconnect();

import { createInterface } from "node:readline";
import { database } from "@/lib/database";
import { userActor, userActorFields } from "@/lib/identity/user-actor";
import { runQuery } from "@/lib/queries/run-query";
import { type AskedInstance, stillWorks } from "./still-works";

/*
 * Another instance of the server, with a session, a token and rows of a tenant in use. Each line on standard input is a
 * request; the answer says what still works.
 */
for await (const line of createInterface({ input: process.stdin })) {
  const { read, ...inUse } = JSON.parse(line) as AskedInstance;
  if (read) {
    const person = await database.user.findUniqueOrThrow({ where: { id: read.userId }, select: userActorFields });
    await runQuery(userActor(person), { connectionId: read.connectionId, sql: read.sql, purpose: "card" });
  }
  process.stdout.write(`${JSON.stringify(await stillWorks(inUse))}\n`);
}
process.exit();

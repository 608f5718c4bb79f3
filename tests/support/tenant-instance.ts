import { createInterface } from "node:readline";
import { database } from "@/lib/database";
import { actorFromEmbedToken } from "@/lib/identity/embed-sessions/verify-embed-token";
import { sessionActor } from "@/lib/identity/session-actor";
import { userActor, userActorFields } from "@/lib/identity/user-actor";
import { memoryResults } from "@/lib/queries/memory-results";
import { runQuery } from "@/lib/queries/run-query";

/*
 * Another instance of the server, with a session, a token and rows of a tenant in use. Each line on standard input is a
 * request; the answer says what still works.
 */
interface Asked {
  readonly sessionId: string;
  readonly token: string;
  /** Reads as this person, so that the answer is kept here. */
  readonly read?: { readonly userId: string; readonly connectionId: string; readonly sql: string };
}

const works = (work: Promise<unknown>) =>
  work.then(
    (value) => value !== null,
    () => false,
  );

for await (const line of createInterface({ input: process.stdin })) {
  const { sessionId, token, read } = JSON.parse(line) as Asked;
  if (read) {
    const person = await database.user.findUniqueOrThrow({ where: { id: read.userId }, select: userActorFields });
    await runQuery(userActor(person), { connectionId: read.connectionId, sql: read.sql, purpose: "card" });
  }
  const session = await works(sessionActor(sessionId));
  const embed = await works(actorFromEmbedToken(token));
  process.stdout.write(`${JSON.stringify({ session, embed, keptTenants: memoryResults().usage().tenants })}\n`);
}
process.exit();

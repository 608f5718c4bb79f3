import { createServer } from "node:http";
import next from "next";
import { flushAuditQueue } from "@/lib/audit/audit-queue";
import { startAuditUpkeep, stopAuditUpkeep } from "@/lib/audit/audit-upkeep";
import { flushUses } from "@/lib/dashboards/note-use";
import { database } from "@/lib/database";
import { embedShellResponse } from "@/lib/embed/embed-shell";
import { closeEngines } from "@/lib/engines/close-engines";
import { closeBrowser } from "@/lib/exports/browser";
import { log } from "@/lib/log";
import { closeRedis } from "@/lib/redis";
import { answerDashboardData } from "./answer-dashboard-data";
import { answerWith } from "./answer-with";
import { limitBody } from "./limit-body";
import { noteCaller } from "./note-caller";

/*
 * The one web process: Next, and in front of it the two addresses that every view of an embedded dashboard calls.
 * Answered before Next's routing they cost a fraction; the routes of the same addresses export the same functions.
 */
const port = Number(process.env.PORT);
const dev = process.env.NODE_ENV !== "production";
const drainSeconds = 5;

const hotPaths = [
  { method: "POST", path: /^\/api\/v1\/dashboards\/[^/?]+\/data(?:\?|$)/, answer: answerDashboardData },
  { method: "GET", path: /^\/embed\/[^/?]+(?:\?|$)/, answer: answerWith(embedShellResponse) },
];

// A header given twice is seen as such, and not as its first value: two credentials refuse (R08).
const server = createServer({ joinDuplicateHeaders: true });
const app = next({ dev, dir: process.cwd(), hostname: "localhost", port, httpServer: server, quiet: !dev });
let stopping = false;

/** Ends what is under way, writes down what waits to be written, and leaves. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), drainSeconds * 1000).unref();
  await closed;
  const disconnect = () => database.$disconnect();
  for (const step of [
    flushAuditQueue,
    flushUses,
    stopAuditUpkeep,
    closeEngines,
    closeBrowser,
    closeRedis,
    disconnect,
    () => app.close(),
  ]) {
    await Promise.resolve(step()).catch((error: unknown) => log.error({ err: error }, "shutdown step failed"));
  }
  process.exit();
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop());
// The command that started this process was killed: nobody would ever end it otherwise.
process.on("disconnect", () => void stop());
if (process.send && !process.connected) void stop();

await app.prepare();
const handleByNext = app.getRequestHandler();

server.on("request", (request, response) => {
  noteCaller(request);
  if (!limitBody(request, response)) return;
  const hot = hotPaths.find(({ method, path }) => request.method === method && path.test(request.url ?? ""));
  if (hot) void hot.answer(request, response);
  else void handleByNext(request, response);
});

server.once("error", (error: NodeJS.ErrnoException) => {
  log.fatal({ err: error }, "the portal's port cannot be used");
  process.exitCode = 1;
  if (process.send) process.send({ failed: error.code ?? error.message }, () => void stop());
  else void stop();
});
startAuditUpkeep();
server.listen(port, () => process.send?.({ ready: true }));

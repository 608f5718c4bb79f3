import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { flushAuditQueue } from "@/lib/audit/audit-queue";
import { answerDashboardData } from "@/scripts/entries/answer-dashboard-data";
import { median, print } from "../measuring/median";
import { type Throughput, throughput } from "../measuring/requests-per-second";
import type { GateWorld } from "./gate-world";

const rounds = 5;
const seconds = 2;

/**
 * A whole dashboard from kept answers over HTTP, beside a bare Node server that sends the very same bytes. The two take
 * turns, so that what the machine does meanwhile falls on both.
 */
export async function benchDashboardData({ dashboardId, accessToken }: GateWorld): Promise<void> {
  const path = `/api/v1/dashboards/${dashboardId}/data`;
  const headers = { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" };
  const product = await listen(answerDashboardData);
  // What went before is written down first, and a while after the last command answers are kept.
  await flushAuditQueue();
  const ask = () => fetch(`http://127.0.0.1:${product.port}${path}`, { method: "POST", headers, body: "{}" });
  let kept = await ask();
  for (; !kept.headers.has("content-length"); kept = await ask()) {
    await kept.arrayBuffer();
    await sleep(100);
  }
  const bytes = Buffer.from(await kept.arrayBuffer());
  const bare = await listen((incoming, outgoing) => {
    incoming.resume().on("end", () => {
      outgoing.writeHead(200, { "Content-Type": "application/x-ndjson; charset=utf-8" }).end(bytes);
    });
  });
  const request = [
    `POST ${path} HTTP/1.1`,
    "Host: 127.0.0.1",
    ...Object.entries({ ...headers, "Content-Length": "2" }).map(([name, value]) => `${name}: ${value}`),
    "",
    "{}",
  ].join("\r\n");
  for (const connections of [1, 16]) {
    const mine: Throughput[] = [];
    const baseline: Throughput[] = [];
    for (let round = 0; round < rounds; round += 1) {
      mine.push(await throughput(product.port, request, { connections, seconds }));
      baseline.push(await throughput(bare.port, request, { connections, seconds }));
    }
    const compared = (figure: keyof Throughput) => {
      const [one, other] = [mine, baseline].map((all) => median(all.map((each) => each[figure])));
      return `${Math.round(one ?? 0)} = ${((one ?? 0) / (other ?? 1)).toFixed(3)} × ${Math.round(other ?? 0)}`;
    };
    print(
      `dashboard data, kept, ${bytes.length} bytes, ${connections} at once`,
      `a second ${compared("perSecond")}, a CPU second ${compared("perCpuSecond")}   (bar 0.7 ×; baseline, a bare Node server)`,
    );
  }
  await Promise.all([product, bare].map(({ server }) => new Promise((resolve) => server.close(resolve))));
}

async function listen(listener: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

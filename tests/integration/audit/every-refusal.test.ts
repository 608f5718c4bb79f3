import { afterAll, beforeAll, expect, test } from "vitest";
import { apiOperations } from "@/app/api/v1/openapi.json/operations";
import { flushAuditQueue } from "@/lib/audit/audit-queue";
import { shiftClock } from "@/lib/clock";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { readDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { database } from "@/lib/database";
import { issueEmbedToken } from "@/lib/embed/issue-embed-token";
import { issueTokenSchema } from "@/lib/embed/token-schema";
import { createApiKey } from "@/lib/identity/api-keys/create-api-key";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { callApi, cookieOf, operationTitle } from "../../support/call-api";
import { everybody, routeTable } from "../../support/route-table";
import { createWorld, type World } from "../../support/world";

/*
 * Whoever is refused at a route leaves exactly one event, in the chain of their own tenant or of the organization, and
 * whoever is not leaves none. The callers are all roles of both homes, an API key without scopes, and an embed token.
 */

interface Caller {
  readonly headers: Readonly<Record<string, string>>;
  readonly actorId: string | null;
  readonly actorKind: string;
  readonly tenantId: string | null;
}

let world: World;
let turn = 0;
const callers = new Map<string, Caller>();

beforeAll(async () => {
  world = await createWorld();
  const { viewer, powerUser, author, admin, california, project } = world;
  const people = { V: viewer, P: powerUser, A: author, D: admin, v: california.viewer, p: california.powerUser };
  for (const [letter, person] of Object.entries(people)) {
    const { userId: actorId, kind: actorKind } = person;
    const headers = { cookie: await cookieOf(person.email), "sec-fetch-site": "same-origin" };
    const tenantId = person.kind === "tenant_user" ? person.tenantId : null;
    callers.set(letter, { headers, actorId, actorKind, tenantId });
  }
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const { key, id } = await createApiKey(admin, { name: "Scopeless", scopes: ["token:issue"] });
  callers.set("key", { headers: bearer(key), actorId: id, actorKind: "api_client", tenantId: null });
  const tenantId = california.tenant.id;
  const { id: dashboardId } = await createDashboard(admin, { projectId: project.id, title: "Delays", tenantId });
  await shareDashboard(admin, dashboardId, { scope: "TENANT", tenantId, level: "VIEWER" });
  const { secret: dashboardSecret } = await readDashboardSecret(admin, dashboardId);
  const { accessToken } = await issueEmbedToken(issueTokenSchema.parse({ dashboardId, dashboardSecret, tenantId }));
  const session = await database.embedSession.findFirstOrThrow({ select: { id: true } });
  callers.set("token", { headers: bearer(accessToken), actorId: session.id, actorKind: "embed_viewer", tenantId });
});

afterAll(() => shiftClock(0));

/** What a call answers, and the refusals that it leaves. */
async function refusalsOf(caller: Caller, operation: (typeof apiOperations)[number]) {
  await flushAuditQueue();
  await database.auditEvent.deleteMany({ where: { action: { startsWith: "access." } } });
  const [, , body] = routeTable[operationTitle(operation)] ?? [];
  const { status } = await callApi(operation, caller.headers, { versionNumber: "1" }, { body });
  await flushAuditQueue();
  const events = await database.auditEvent.findMany({
    where: { action: { startsWith: "access." } },
    select: { action: true, actorId: true, actorKind: true, tenantId: true, organizationId: true },
  });
  return { status, events };
}

const closed = apiOperations.filter(({ authentication }) => authentication !== "none");

test.each(closed.map((operation) => [operationTitle(operation), operation] as const))(
  "R25: %s leaves one event for each refusal, in the right chain, and none without",
  async (_, operation) => {
    // Each operation has a minute of its own, so that no refusal is only counted.
    turn += 1;
    shiftClock(turn % 2 === 0 ? 0 : 61_000);
    for (const [name, caller] of callers) {
      const { headers: __, ...actor } = caller;
      const { status, events } = await refusalsOf(caller, operation);
      const one = { action: "access.refused", organizationId: world.organizationId, ...actor };
      expect({ name, status, events }).toEqual({ name, status, events: status === 403 ? [one] : [] });
    }
  },
);

test("the callers are refused often enough for this to say something", async () => {
  let refused = 0;
  for (const [title, [who]] of Object.entries(routeTable)) {
    const operation = closed.find((one) => operationTitle(one) === title);
    if (operation) refused += [...everybody].filter((letter) => !who.includes(letter)).length;
  }
  expect(refused).toBeGreaterThan(200);
});

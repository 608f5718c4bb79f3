import { randomBytes } from "node:crypto";
import { readDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { database } from "@/lib/database";
import { issueEmbedToken } from "@/lib/embed/issue-embed-token";
import { issueTokenSchema } from "@/lib/embed/token-schema";
import { createApiKey } from "@/lib/identity/api-keys/create-api-key";
import { signIn } from "@/lib/identity/sign-in";
import { userActor, userActorFields } from "@/lib/identity/user-actor";
import { removeTenant } from "@/lib/offboarding/remove-tenant";
import { runQuery } from "@/lib/queries/run-query";
import { closeRedis, tryRedis } from "@/lib/redis";
import { createTenant } from "@/lib/tenants/create-tenant";
import { createUser } from "@/lib/users/create-user";
import { startRedis } from "@/scripts/testing/source-servers/redis-server.mjs";
import { type AnotherInstance, anotherInstance } from "../../support/another-instance";
import { type InUse, type StillWorking, stillWorks } from "../../support/still-works";
import { median, print } from "../measuring/median";
import { cardSql, type GateWorld } from "./gate-world";

const rounds = 5;
const promisedSeconds = 5;
const between = 20;

const things = ["session", "embed token", "API key", "kept rows", "rows in Redis"] as const;
type Thing = (typeof things)[number];
type Ends = Record<Thing, number>;

interface Doomed extends InUse {
  readonly tenantId: string;
  readonly userId: string;
}

/**
 * How long after a tenant's deletion has answered anything of it still works: in the process that deleted it, and in
 * another one beside it, with Redis between them where this machine has one.
 */
export async function benchTenantDeletion(world: GateWorld): Promise<void> {
  const redis = await startRedis();
  if (redis) {
    const { host, port, password } = redis.login;
    process.env.REDIS_URL = `redis://:${password}@${host}:${port}`;
    await closeRedis();
  }
  const other = anotherInstance();
  const ends: { readonly here: Ends; readonly there: Ends }[] = [];
  for (let round = 0; round < rounds; round += 1) ends.push(await measure(world, other, round));
  for (const thing of things) {
    const inWords = (place: "here" | "there") => {
      const times = ends.map((end) => end[place][thing]);
      return `${median(times).toFixed(0)} ms, at most ${Math.max(...times).toFixed(0)} ms`;
    };
    const there = thing === "rows in Redis" ? "" : `; on another instance ${inWords("there")}`;
    if (redis || thing !== "rows in Redis")
      print(`tenant deleted: ${thing}, refused after`, `${inWords("here")}${there}`);
  }
  print(
    "tenant deleted: promised",
    `${promisedSeconds} s everywhere, ${redis ? "with" : "without"} Redis; ${rounds} tenants`,
  );
  other.stop();
  await closeRedis();
  await redis?.stop();
}

/** Milliseconds from the deletion's answer until each thing was first refused, here and there. */
async function measure(world: GateWorld, other: AnotherInstance, round: number) {
  const doomed = await createDoomed(world, round);
  const { userId, tenantId, ...inUse } = doomed;
  const { connectionId } = world;
  await until(async () => isWhole(await other.ask({ ...inUse, read: { userId, connectionId, sql: cardSql } })));
  const person = userActor(await database.user.findUniqueOrThrow({ where: { id: userId }, select: userActorFields }));
  await runQuery(person, { connectionId, sql: cardSql, purpose: "card" });
  await until(async () => isWhole(await stillWorks(inUse)));
  const keptHere = (await stillWorks(inUse)).keptTenants;
  // Both have just decided, so that what they remember of it is as young as can be.
  await Promise.all([stillWorks(inUse), other.ask(inUse)]);
  await removeTenant(world.admin, tenantId);
  const answeredAt = performance.now();
  const [here, there] = await Promise.all([
    watch(answeredAt, () => stillWorks(inUse), keptHere, tenantId),
    watch(answeredAt, () => other.ask(inUse), 1, tenantId),
  ]);
  return { here, there };
}

const isWhole = ({ session, embed, apiKey, keptTenants }: StillWorking) =>
  session && embed && apiKey === true && keptTenants > 0;

async function watch(
  answeredAt: number,
  ask: () => Promise<StillWorking>,
  keptBefore: number,
  tenantId: string,
): Promise<Ends> {
  const ends: Partial<Ends> = {};
  await until(async () => {
    const asked = performance.now() - answeredAt;
    const { session, embed, apiKey, keptTenants } = await ask();
    const shared = await tryRedis((redis) => redis.exists(`bulkhead:results-of-tenant:${tenantId}`));
    const over = [!session, !embed, !apiKey, keptTenants < keptBefore, !shared];
    things.forEach((thing, index) => {
      if (over[index]) ends[thing] ??= asked;
    });
    return Object.keys(ends).length === things.length;
  });
  return ends as Ends;
}

async function until(isOver: () => Promise<boolean>): Promise<void> {
  const endsAt = performance.now() + 60_000;
  while (!(await isOver())) {
    if (performance.now() > endsAt) throw new Error("Nothing came of it in a minute");
    await new Promise((resolve) => setTimeout(resolve, between));
  }
}

/** A tenant with somebody signed in, a token, and a program that asks for its rows. */
async function createDoomed({ admin, connectionId, dashboardId }: GateWorld, round: number): Promise<Doomed> {
  const tenant = await createTenant(admin, {
    key: `doomed_${round}`,
    name: `Doomed ${round}`,
    attributes: { state: "California" },
  });
  const password = randomBytes(12).toString("hex");
  const person = { email: `viewer@doomed${round}.example`, displayName: "Viewer", role: "VIEWER", password } as const;
  const { id: userId } = await createUser(admin, { ...person, tenantId: tenant.id });
  const { secret: dashboardSecret } = await readDashboardSecret(admin, dashboardId);
  const asked = { dashboardId, dashboardSecret, tenantId: tenant.id };
  const { accessToken } = await issueEmbedToken(issueTokenSchema.parse(asked));
  const { key } = await createApiKey(admin, {
    name: `Doomed ${round}`,
    scopes: ["dashboard:read", "data:read", "tenant:read"],
  });
  const session = await signIn({ email: person.email, password }, { address: "192.0.2.1" });
  return {
    tenantId: tenant.id,
    userId,
    sessionId: session ?? "",
    token: accessToken,
    program: { key, tenantId: tenant.id, connectionId, sql: cardSql },
  };
}

import { database } from "@/lib/database";
import { tokenResponse } from "@/lib/embed/token-response";
import { encryptSecret } from "@/lib/secrets/encrypt-secret";
import { hashSecret, randomSecret } from "@/lib/secrets/random-secret";

type TokenBody = Record<string, unknown>;

/** An answer of the token endpoints, read. */
export interface TokenReply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly accessToken: string;
    readonly refreshToken: string;
    readonly tokenType: string;
    readonly expiresAt: string;
    readonly error: { readonly code: string; readonly message: string; readonly fields?: Record<string, string> };
  };
}

/** One organization with two tenants, people of every kind, and a dashboard for each way of being shared. */
export async function createTokenFixture() {
  const { id: organizationId } = await database.organization.create({ data: { name: "Skyline" } });
  const projectSecret = randomSecret("bh_proj");
  const project = await database.project.create({
    data: {
      organizationId,
      name: "Operations",
      allowedOrigins: ["https://app.example.com"],
      secretCiphertext: encryptSecret("project.secret", projectSecret),
      secretHash: hashSecret(projectSecret),
    },
  });
  const [a, b] = [await createTenant(organizationId, "a"), await createTenant(organizationId, "b")];
  const admin = await createUser(organizationId, null, "admin@example.com", "ADMIN");
  const endUser = await createUser(organizationId, a.id, "end@example.com", "POWER_USER");
  const shared = await createDashboard(organizationId, project.id, null, "Shared with a");
  await shareWith(organizationId, shared.id, { scope: "TENANT", tenantId: a.id });
  const everybodys = await createDashboard(organizationId, project.id, null, "Shared with all");
  await shareWith(organizationId, everybodys.id, { scope: "ALL_TENANTS" });
  const tenants = await createDashboard(organizationId, project.id, a.id, "At home in a");
  return { organizationId, projectId: project.id, projectSecret, a, b, admin, endUser, shared, everybodys, tenants };
}

export type TokenFixture = Awaited<ReturnType<typeof createTokenFixture>>;

/** Posts to the token endpoint as a host's server does. */
export async function requestToken(body: TokenBody | string): Promise<TokenReply> {
  return readReply(await tokenResponse(post("/api/v1/token", body)));
}

export function post(path: string, body: TokenBody | string): Request {
  return new Request(`http://localhost:3000${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

export async function readReply(response: Response): Promise<TokenReply> {
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** A token for a dashboard, or a failed test. */
export async function issued(body: TokenBody): Promise<TokenReply["body"]> {
  const reply = await requestToken(body);
  if (reply.status !== 200) throw new Error(`No token: ${JSON.stringify(reply.body)}`);
  return reply.body;
}

export async function createTenant(organizationId: string, key: string, name = `Tenant ${key}`) {
  await database.tenantKeyReservation.create({ data: { organizationId, key } });
  return database.tenant.create({ data: { organizationId, key, name }, select: { id: true, key: true, name: true } });
}

export async function createUser(
  organizationId: string,
  tenantId: string | null,
  email: string,
  role: "VIEWER" | "POWER_USER" | "AUTHOR" | "ADMIN",
) {
  return database.user.create({
    data: { organizationId, tenantId, homeId: tenantId ?? organizationId, email, displayName: email, role },
    select: { id: true, email: true },
  });
}

export async function createDashboard(
  organizationId: string,
  projectId: string,
  tenantId: string | null,
  title: string,
) {
  const secret = randomSecret("bh_dash");
  const { id } = await database.dashboard.create({
    data: {
      organizationId,
      projectId,
      tenantId,
      homeId: tenantId ?? organizationId,
      title,
      filters: [{ name: "carrier", label: "Carrier", kind: "text" }],
      secretCiphertext: encryptSecret("dashboard.secret", secret),
      secretHash: hashSecret(secret),
    },
  });
  return { id, secret };
}

export async function shareWith(
  organizationId: string,
  dashboardId: string,
  subject: { scope: "TENANT"; tenantId: string } | { scope: "ALL_TENANTS" },
) {
  const subjectId = subject.scope === "TENANT" ? subject.tenantId : organizationId;
  return database.share.create({
    data: {
      organizationId,
      dashboardId,
      dashboardHomeId: organizationId,
      subjectHomeId: subjectId,
      subjectId,
      level: "VIEWER",
      ...subject,
    },
  });
}

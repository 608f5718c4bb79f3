import pg from "pg";
import type { OrganizationUser, TenantUser } from "@/lib/identity/actor";

/** How large a world of shares is; users and groups in even numbers. */
export interface ManyShares {
  readonly users: number;
  readonly groups: number;
  readonly dashboards: number;
  /** Each dashboard's shares with people, beside its owner's. */
  readonly direct: number;
  /** Each dashboard's shares with groups. */
  readonly grouped: number;
}

/** People whose lists differ in how the dashboards come to them. */
export interface ListReaders {
  /** A dozen shares of their own, and what two groups have. */
  readonly few: OrganizationUser;
  /** Every second dashboard of the organization, through an "everyone" share. */
  readonly everyone: OrganizationUser;
  readonly nothing: OrganizationUser;
  /** Shares with the tenant, with all tenants, with a group and with themselves. */
  readonly tenant: TenantUser;
}

const ids = { crowded: "crowded", quiet: "quiet", tenant: "tenant" } as const;

/** SQL: the UUID that belongs to a text. */
const sqlId = (text: string) => `overlay(overlay(md5(${text}) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid`;
const constant = (name: string) => sqlId(`'${name}'`);
const numbered = (kind: string, number: string) => sqlId(`'${kind}' || (${number})`);

/**
 * Fills an empty metadata database with users, groups and shares in one organization, and a person without anything in
 * a second one. By SQL past the triggers, because a million rows by commands would take hours; what triggers would
 * have written is written here. Calling it again replaces what was there.
 */
export async function createManyShares(databaseUrl: string, size: ManyShares): Promise<ListReaders> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      "TRUNCATE organizations, projects, tenants, tenant_key_reservations, users, groups, group_members, dashboards, cards, shares CASCADE",
    );
    await client.query("SET session_replication_role = replica");
    const indexes = await dropIndexes(client);
    for (const statement of [...peopleSql(size), ...sharesSql(size), ...indexes]) await client.query(statement);
    await client.query("SET session_replication_role = DEFAULT");
    await client.query("VACUUM ANALYZE");
    const idOf = async (expression: string) => String((await client.query(`SELECT ${expression} AS id`)).rows[0]?.id);
    const person = async (user: string, organization: string): Promise<OrganizationUser> => ({
      kind: "organization_user",
      organizationId: await idOf(constant(organization)),
      userId: await idOf(constant(user)),
      email: `${user}@lists.example`,
      displayName: user,
      role: "POWER_USER",
      attributes: {},
    });
    return {
      few: await person("few", ids.quiet),
      everyone: await person("everyone", ids.crowded),
      nothing: await person("nothing", ids.quiet),
      tenant: {
        ...(await person("tenant-person", ids.crowded)),
        kind: "tenant_user",
        tenantId: await idOf(constant(ids.tenant)),
        role: "POWER_USER",
      },
    };
  } finally {
    await client.end();
  }
}

/** Takes the indexes off the shares and returns what makes them again: filling them row by row would take most of the time. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; made: string }>(
    "SELECT indexname AS name, indexdef AS made FROM pg_indexes WHERE tablename = 'shares' AND indexname LIKE '%\\_idx'",
  );
  await client.query(`DROP INDEX ${rows.map(({ name }) => `"${name}"`).join(", ")}`);
  return rows.map(({ made }) => made);
}

/** Half of everything lives in an organization without "everyone" shares. */
const organizationOf = (number: string) =>
  `CASE WHEN (${number}) % 2 = 0 THEN ${constant(ids.crowded)} ELSE ${constant(ids.quiet)} END`;

function peopleSql({ users, groups }: ManyShares): string[] {
  const user = (id: string, organization: string, tenant = "NULL::uuid") =>
    `SELECT ${id}, ${organization}, ${tenant}, COALESCE(${tenant}, ${organization}), ${id}::text || '@lists.example', 'Somebody', 'POWER_USER'::"Role", now()`;
  const into = "INSERT INTO users (id, organization_id, tenant_id, home_id, email, display_name, role, updated_at)";
  return [
    `INSERT INTO organizations (id, name) VALUES (${constant(ids.crowded)}, 'Crowded'), (${constant(ids.quiet)}, 'Quiet')`,
    `INSERT INTO projects (id, organization_id, name, allowed_origins, secret_ciphertext, secret_hash, updated_at)
      SELECT ${sqlId("'project' || id")}, id, 'Project', '{}', '', id::text, now() FROM organizations`,
    `INSERT INTO tenants (id, organization_id, key, name, updated_at)
      VALUES (${constant(ids.tenant)}, ${constant(ids.crowded)}, 'tenant', 'Tenant', now())`,
    `${into} ${user(numbered("user", "i"), organizationOf("i"))} FROM generate_series(1, ${users}) i`,
    `${into} ${user(constant("few"), constant(ids.quiet))} UNION ALL ${user(constant("nothing"), constant(ids.quiet))}
      UNION ALL ${user(constant("everyone"), constant(ids.crowded))}
      UNION ALL ${user(constant("tenant-person"), constant(ids.crowded), constant(ids.tenant))}`,
    `INSERT INTO groups (id, organization_id, home_id, name, updated_at)
      SELECT ${numbered("group", "i")}, ${organizationOf("i")}, ${organizationOf("i")}, 'Group ' || i, now()
      FROM generate_series(1, ${groups}) i`,
    `INSERT INTO groups (id, organization_id, tenant_id, home_id, name, updated_at)
      SELECT ${constant("tenant-group")}, ${constant(ids.crowded)}, ${constant(ids.tenant)}, ${constant(ids.tenant)}, 'Ours', now()`,
    // Five groups each; an odd user is in odd groups, whose organization is theirs.
    `INSERT INTO group_members (group_id, user_id, home_id)
      SELECT ${numbered("group", `(i + k * 14 - 1) % ${groups} + 1`)}, ${numbered("user", "i")}, ${organizationOf("i")}
      FROM generate_series(1, ${users}) i, generate_series(1, 5) k ON CONFLICT DO NOTHING`,
    `INSERT INTO group_members (group_id, user_id, home_id)
      VALUES (${numbered("group", "1")}, ${constant("few")}, ${constant(ids.quiet)}),
        (${numbered("group", "3")}, ${constant("few")}, ${constant(ids.quiet)}),
        (${constant("tenant-group")}, ${constant("tenant-person")}, ${constant(ids.tenant)})`,
  ];
}

function sharesSql({ users, groups, dashboards, direct, grouped }: ManyShares): string[] {
  const into = `INSERT INTO shares (id, organization_id, dashboard_id, dashboard_home_id, scope, user_id, group_id, tenant_id,
      subject_home_id, subject_id, level, updated_at, project_id, dashboard_updated_at)
    SELECT gen_random_uuid(), d.organization_id, d.id, d.home_id,`;
  const rest = "now(), d.project_id, d.updated_at FROM numbered d";
  const shared = (scope: string, subject: string, level: string, home = "d.organization_id") =>
    `WITH numbered AS (SELECT *, row_number() OVER (ORDER BY title)::int AS i FROM dashboards)
      ${into} '${scope}', ${scope === "USER" ? subject : "NULL"}, ${scope === "GROUP" ? subject : "NULL"},
        ${scope === "TENANT" ? subject : "NULL"}, ${home}, ${subject}, '${level}', ${rest}`;
  // Two numbers of the same parity: the subject is of the dashboard's organization.
  const subject = (kind: string, count: number) => numbered(kind, `(d.i * 74 + k * 26) % ${count} + 2 - d.i % 2`);
  const crowded = `d.organization_id = ${constant(ids.crowded)}`;
  const quiet = `d.organization_id = ${constant(ids.quiet)}`;
  return [
    `INSERT INTO dashboards (id, organization_id, project_id, home_id, title, secret_ciphertext, secret_hash, updated_at)
      SELECT ${numbered("dashboard", "i")}, o.id, ${sqlId("'project' || o.id")}, o.id, lpad(i::text, 9, '0'), '', i::text,
        timestamptz '2026-01-01' + (i::bigint * 7919 % ${dashboards}) * interval '1 minute'
      FROM generate_series(1, ${dashboards}) i JOIN organizations o ON o.id = ${organizationOf("i")}`,
    `INSERT INTO cards (id, dashboard_id, project_id, connection_id, kind, title, sql, layout, updated_at)
      SELECT gen_random_uuid(), d.id, d.project_id, gen_random_uuid(), 'TABLE', 'Card', '', '{}', now()
      FROM dashboards d, generate_series(1, 4)`,
    `${shared("USER", subject("user", users), "EDITOR")}, generate_series(1, ${direct}) k ON CONFLICT DO NOTHING`,
    `${shared("GROUP", subject("group", groups), "VIEWER")}, generate_series(1, ${grouped}) k ON CONFLICT DO NOTHING`,
    `${shared("USER", numbered("user", `(d.i * 94) % ${users} + 2 - d.i % 2`), "OWNER")} ON CONFLICT DO NOTHING`,
    `${shared("USER", constant("few"), "EDITOR")} WHERE ${quiet} ORDER BY d.id LIMIT 12`,
    `${shared("ALL_ORGANIZATION_USERS", constant(ids.crowded), "VIEWER")} WHERE ${crowded} AND d.i % 4 = 0`,
    `${shared("ALL_TENANTS", constant(ids.crowded), "VIEWER")} WHERE ${crowded} AND d.i % 8 = 2`,
    `${shared("TENANT", constant(ids.tenant), "EDITOR", constant(ids.tenant))} WHERE ${crowded} AND d.i % 8 = 4`,
    `${shared("GROUP", constant("tenant-group"), "EDITOR", constant(ids.tenant))} WHERE ${crowded} AND d.i % 8 IN (4, 6)`,
    `${shared("USER", constant("tenant-person"), "EDITOR", constant(ids.tenant))} WHERE ${crowded} AND d.i % 8 = 6`,
  ];
}

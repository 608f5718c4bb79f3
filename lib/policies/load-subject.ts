import { RecentReads } from "@/lib/audit/recent-reads";
import { database } from "@/lib/database";
import { DomainError, notFound } from "@/lib/errors";
import { processState } from "@/lib/process-state";
import type { ParameterValue } from "@/lib/sql/security-context";
import { isUuid } from "@/lib/uuid";
import type { AssignmentKind } from "@/prisma/client/enums";
import type { ContextSubject } from "./context-subject";

/** An assignment that holds for a subject, as it is stored. */
export interface StoredAssignment {
  readonly policyId: string;
  readonly kind: AssignmentKind;
  readonly group: string | null;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

/** What the metadata says about a subject on one connection, read in one statement. */
export interface LoadedSubject {
  readonly version: number;
  readonly tenant: {
    readonly id: string;
    readonly key: string;
    readonly name: string;
    readonly attributes: unknown;
  } | null;
  readonly user: {
    readonly id: string;
    readonly email: string;
    readonly attributes: unknown;
    readonly tenantId: string | null;
  } | null;
  readonly assignments: readonly StoredAssignment[];
  /** Placeholders of the attributes that SQL of cards may read, as admins mark them now (R14). */
  readonly readableAttributes: readonly string[];
}

interface Row extends LoadedSubject {
  readonly namedPolicies: number;
  readonly assignments: StoredAssignment[];
}

const rows = processState("subjects", () => new RecentReads<Row | undefined>(10_000));

/**
 * Tenant, person, groups and assignments of a subject, read in one statement: as they are now where a command of this
 * process has changed anything, at most 5 s old otherwise.
 *
 * @param anew reads once more, when what was read does not fit the connection as it is by now
 *
 * @throws DomainError `not_found` for a foreign connection or tenant, `unauthenticated` for a person who is gone or
 * disabled, `query_refused` when a policy that the token names is gone (R06).
 */
export async function loadSubject(
  connectionId: string,
  subject: ContextSubject,
  { anew = false }: { readonly anew?: boolean } = {},
): Promise<LoadedSubject> {
  const { tenantId, userId } = subject;
  if (!isUuid(connectionId)) throw notFound("Connection");
  if (tenantId !== null && !isUuid(tenantId)) throw notFound("Tenant");
  const named = subject.tokenPolicies?.named.map(({ policyId }) => policyId) ?? [];
  // Everything that the statement depends on.
  const { organizationId, audience, role } = subject;
  const name = JSON.stringify([connectionId, organizationId, audience, tenantId, userId, role, named]);
  if (anew) rows.forget(name);
  const row = await rows.get(name, () => readRow(connectionId, subject, named));
  if (!row) throw notFound("Connection");
  if (tenantId !== null && row.tenant === null) throw notFound("Tenant");
  if (userId !== null && row.user?.tenantId !== tenantId) {
    throw new DomainError("unauthenticated", "This person may no longer read data");
  }
  if (row.namedPolicies !== new Set(named).size) {
    throw new DomainError("query_refused", "A policy that this token names no longer exists");
  }
  return row;
}

async function readRow(connectionId: string, subject: ContextSubject, named: string[]): Promise<Row | undefined> {
  const { organizationId, tenantId, userId, role } = subject;
  const ofTenants = subject.audience === "tenant";
  const [row] = await database.$queryRaw<Row[]>`
    SELECT c.version,
      (SELECT jsonb_build_object('id', t.id, 'key', t.key, 'name', t.name, 'attributes', t.attributes)
        FROM tenants AS t
        WHERE t.id = ${tenantId}::uuid AND t.organization_id = c.organization_id) AS tenant,
      (SELECT jsonb_build_object('id', u.id, 'email', u.email, 'attributes', u.attributes, 'tenantId', u.tenant_id)
        FROM users AS u
        WHERE u.id = ${userId}::uuid AND u.organization_id = c.organization_id AND u.disabled_at IS NULL) AS "user",
      coalesce((SELECT jsonb_agg(jsonb_build_object('policyId', a.policy_id, 'kind', a.kind, 'group', g.name,
            'parameters', a.parameters) ORDER BY a.id)
        FROM (VALUES ('ALL_TENANTS', ${ofTenants ? "ALL_TENANTS" : null}::text),
              ('ALL_ORGANIZATION_USERS', ${ofTenants ? null : "ALL_ORGANIZATION_USERS"}::text),
              ('TENANT', ${tenantId}::text), ('USER', ${userId}::text), ('ROLE', ${role}::text)
            UNION ALL
            SELECT 'GROUP', m.group_id::text FROM group_members AS m WHERE m.user_id = ${userId}::uuid) AS s(kind, key)
          JOIN policies AS p ON p.connection_id = c.id
          JOIN assignments AS a
            ON a.policy_id = p.id AND a.kind = s.kind::"AssignmentKind" AND a.subject_key = s.key
          LEFT JOIN groups AS g ON g.id = a.group_id), '[]'::jsonb)
        AS assignments,
      ARRAY(SELECT lower(d.subject::text) || '.attributes.' || d.name FROM attribute_definitions AS d
        WHERE d.organization_id = c.organization_id AND d.readable_in_cards) AS "readableAttributes",
      (SELECT count(*)::int FROM policies AS p
        WHERE p.id = ANY(${named}::uuid[]) AND p.organization_id = c.organization_id) AS "namedPolicies"
    FROM connections AS c
    WHERE c.id = ${connectionId}::uuid AND c.organization_id = ${organizationId}::uuid`;
  return row;
}

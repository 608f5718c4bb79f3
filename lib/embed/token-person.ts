import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { database, type Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import type { EmbedViewer } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";
import type { ProjectTokenInput } from "./token-schema";

/** The person a project token speaks for. */
export interface TokenPerson {
  readonly id: string;
  /** Null for somebody of the organization. */
  readonly tenantId: string | null;
}

/**
 * Finds, or makes when asked to, the person that a project token names. An existing person is never changed: not
 * raised, not moved, not renamed (R17).
 *
 * @throws DomainError `invalid_input` when there is no such person or tenant, the tenant's name is not unique, or the
 * person is disabled
 */
export async function requireTokenPerson(
  organizationId: string,
  input: ProjectTokenInput,
  host: EmbedViewer,
): Promise<TokenPerson> {
  if (input.orgUserId !== undefined) {
    return checked("orgUserId", await findPerson(organizationId, input.orgUserId, { tenantId: null }));
  }
  const tenant = await findTenant(organizationId, input);
  if (input.endUserId !== undefined) {
    const home = tenant ? { tenantId: tenant.id } : { tenantId: { not: null } };
    return checked("endUserId", await findPerson(organizationId, input.endUserId, home));
  }
  const email = input.endUserEmail;
  if (email === undefined || !tenant) throw refused("endUserEmail", "A tenant is needed to find this person");
  if (input.autoCreateEndUser) await database.$transaction((tx) => createEndUser(tx, tenant.id, email, input, host));
  const where = { homeId_email: { homeId: tenant.id, email } };
  return checked("endUserEmail", await database.user.findUnique({ where, select: personSelect }));
}

const personSelect = { id: true, tenantId: true, disabledAt: true } as const;

type PersonRow = TokenPerson & { readonly disabledAt: Date | null };

async function findPerson(organizationId: string, id: string, home: { tenantId: string | null | { not: null } }) {
  if (!isUuid(id)) return null;
  return database.user.findFirst({ where: { id, organizationId, ...home }, select: personSelect });
}

function checked(field: string, person: PersonRow | null): TokenPerson {
  if (!person) throw refused(field, "No such user");
  if (person.disabledAt) throw refused(field, "This user is disabled");
  return { id: person.id, tenantId: person.tenantId };
}

async function findTenant(organizationId: string, input: ProjectTokenInput): Promise<{ id: string } | null> {
  if (input.tenantId !== undefined) {
    const where = { id: input.tenantId, organizationId };
    const tenant = isUuid(input.tenantId) ? await database.tenant.findFirst({ where, select: { id: true } }) : null;
    if (!tenant) throw refused("tenantId", "No such tenant");
    return tenant;
  }
  if (input.tenantName === undefined) return null;
  const where = { name: input.tenantName, organizationId };
  const tenants = await database.tenant.findMany({ where, select: { id: true }, take: 2 });
  if (tenants.length > 1) throw refused("tenantName", "Several tenants have this name: give tenantId");
  if (!tenants[0]) throw refused("tenantName", "No such tenant");
  return tenants[0];
}

/** Two tokens for the same new person at once make one person: the second insert does nothing. */
async function createEndUser(
  transaction: Transaction,
  tenantId: string,
  email: string,
  input: ProjectTokenInput,
  host: EmbedViewer,
): Promise<void> {
  const displayName = input.displayName ?? email;
  const { organizationId } = host;
  const created = await transaction.user.createManyAndReturn({
    data: [{ organizationId, tenantId, homeId: tenantId, email, displayName, role: input.role }],
    skipDuplicates: true,
    select: { id: true },
  });
  const [person] = created;
  if (!person) return;
  await recordAuditEvent(transaction, host, {
    action: "user.created",
    tenantId,
    projectId: host.projectId,
    targetId: person.id,
    targetName: displayName,
    details: { role: input.role, through: "project token" },
  });
}

function refused(field: string, message: string): DomainError {
  return new DomainError("invalid_input", message, { [field]: message });
}

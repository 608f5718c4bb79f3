import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { OrganizationUser } from "@/lib/identity/actor";
import { hashPassword } from "@/lib/identity/password";
import { uuidv7 } from "@/lib/uuid";
import { type CreateOrganizationInput, createOrganizationSchema } from "./organization-schema";

/** Names this command among the advisory locks of the metadata database. */
const firstRunLock = 7_230_001;

export interface CreatedOrganization {
  readonly organizationId: string;
  readonly adminUserId: string;
  readonly actor: OrganizationUser;
}

/**
 * Makes the organization and its first admin, once in the life of an installation: whoever comes second, even at the
 * same moment, is refused. It takes no actor because there is none yet.
 *
 * @throws DomainError `conflict` when there is an organization, `invalid_input`
 */
export async function createOrganization(input: CreateOrganizationInput): Promise<CreatedOrganization> {
  const { name, admin } = parseInput(createOrganizationSchema, input);
  await requireFirstRun();
  const passwordHash = await hashPassword(admin.password);
  return database.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${firstRunLock})`;
    if ((await tx.organization.count()) > 0) throw alreadySetUp();
    const organizationId = uuidv7();
    const adminUserId = uuidv7();
    const { email, displayName } = admin;
    await tx.organization.create({ data: { id: organizationId, name }, select: { id: true } });
    await tx.user.create({
      data: {
        id: adminUserId,
        organizationId,
        homeId: organizationId,
        email,
        displayName,
        role: "ADMIN",
        passwordHash,
      },
      select: { id: true },
    });
    const actor = {
      kind: "organization_user",
      organizationId,
      userId: adminUserId,
      email,
      displayName,
      role: "ADMIN",
      attributes: {},
    } as const;
    await recordAuditEvent(tx, actor, { action: "organization.created", targetId: organizationId, targetName: name });
    return { organizationId, adminUserId, actor };
  });
}

/** Whether nobody has set this installation up yet. */
export async function isFirstRun(): Promise<boolean> {
  return (await database.organization.count({ take: 1 })) === 0;
}

/** Before the password is hashed, so that a set-up page left open costs a stranger's requests nothing. */
async function requireFirstRun(): Promise<void> {
  if (!(await isFirstRun())) throw alreadySetUp();
}

function alreadySetUp(): DomainError {
  return new DomainError("conflict", "This installation is set up already");
}

import { z } from "zod";
import { requirePermission } from "@/lib/authorization/require-permission";
import { containsWords } from "@/lib/contains-words";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { type Page, pageArguments, pageSchema, toPage } from "@/lib/pagination";
import { isUuid } from "@/lib/uuid";
import type { Prisma } from "@/prisma/client/client";
import type { AssignmentView, ParameterValues } from "./policy-schema";

export const listAssignmentsSchema = pageSchema.extend({
  policyId: z.uuid().optional(),
  tenantId: z.uuid().optional(),
  userId: z.uuid().optional(),
  groupId: z.uuid().optional(),
});

const viewSelect = {
  id: true,
  policyId: true,
  kind: true,
  tenantId: true,
  groupId: true,
  userId: true,
  role: true,
  parameters: true,
  createdAt: true,
  policy: { select: { name: true } },
  tenant: { select: { name: true } },
  group: { select: { name: true } },
  user: { select: { displayName: true } },
} as const satisfies Prisma.AssignmentSelect;

/**
 * One assignment with its subject's name.
 *
 * @throws DomainError `forbidden` without `assignment:read`, `not_found`.
 */
export async function getAssignment(actor: Actor, id: string): Promise<AssignmentView> {
  requirePermission(actor, "assignment:read");
  const where = { id, organizationId: actor.organizationId };
  const row = isUuid(id) ? await database.assignment.findFirst({ where, select: viewSelect }) : null;
  if (!row) throw notFound("Assignment");
  return assignmentView(row);
}

/**
 * Assignments of the organization, oldest first, of one policy or one subject when it is given.
 *
 * @throws DomainError `forbidden` without `assignment:read`.
 */
export async function listAssignments(
  actor: Actor,
  input: z.input<typeof listAssignmentsSchema> = {},
): Promise<Page<AssignmentView>> {
  requirePermission(actor, "assignment:read");
  const { policyId, tenantId, userId, groupId, ...page } = parseInput(listAssignmentsSchema, input);
  const contains = containsWords(page.search ?? "");
  const where: Prisma.AssignmentWhereInput = {
    organizationId: actor.organizationId,
    policyId,
    tenantId,
    userId,
    groupId,
    ...(page.search
      ? { OR: [{ tenant: { name: contains } }, { group: { name: contains } }, { user: { displayName: contains } }] }
      : {}),
  };
  const [rows, total] = await Promise.all([
    database.assignment.findMany({ where, select: viewSelect, orderBy: { id: "asc" }, ...pageArguments(page) }),
    database.assignment.count({ where }),
  ]);
  return toPage(rows.map(assignmentView), page.limit, total);
}

function assignmentView(row: Prisma.AssignmentGetPayload<{ select: typeof viewSelect }>): AssignmentView {
  const { policy, tenant, group, user, parameters, ...rest } = row;
  const subjects = {
    ALL_TENANTS: "all tenants",
    ALL_ORGANIZATION_USERS: "all organization users",
    TENANT: `tenant ${tenant?.name}`,
    GROUP: `group ${group?.name}`,
    USER: `user ${user?.displayName}`,
    ROLE: `role ${row.role}`,
  } as const;
  return {
    ...rest,
    policyName: policy.name,
    subjectName: subjects[row.kind],
    parameters: parameters as ParameterValues,
  };
}

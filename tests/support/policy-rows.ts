import { database } from "@/lib/database";
import type { AssignmentKind } from "@/prisma/client/enums";
import type { World } from "./world";

/** A policy that is assigned to a group or a tenant, as rows: what it says does not matter to these tests. */
export async function assignPolicyTo(world: World, subject: { groupId: string } | { tenantId: string }): Promise<void> {
  const { organizationId, project } = world;
  const name = `warehouse ${Object.values(subject)[0]}`;
  const connection = await database.connection.create({
    data: { organizationId, projectId: project.id, name, engine: "DUCKDB", settingsCiphertext: "" },
  });
  const policy = await database.policy.create({
    data: { organizationId, projectId: project.id, connectionId: connection.id, name: "state" },
  });
  const kind: AssignmentKind = "groupId" in subject ? "GROUP" : "TENANT";
  const subjectKey = Object.values(subject)[0] ?? "";
  await database.assignment.create({ data: { organizationId, policyId: policy.id, kind, subjectKey, ...subject } });
}

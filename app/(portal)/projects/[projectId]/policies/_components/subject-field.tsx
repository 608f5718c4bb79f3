"use client";
import { Select } from "@mantine/core";
import type { AssignmentKind } from "@/prisma/client/enums";
import { Role } from "@/prisma/client/enums";
import { roleWords } from "../../../../_labels/words";
import { GroupSelect } from "../../../../_pickers/group-select";
import { TenantSelect } from "../../../../_pickers/tenant-select";
import { UserSelect } from "../../../../_pickers/user-select";

export interface Subject {
  readonly tenantId: string | null;
  readonly groupId: string | null;
  readonly userId: string | null;
  readonly role: Role | null;
}

export interface SubjectFieldProps {
  readonly kind: AssignmentKind;
  readonly value: Subject;
  readonly errors: Readonly<Record<string, unknown>>;
  readonly onChange: (part: Partial<Subject>) => void;
}

/** Whom the chosen kind of assignment is for; nothing for the kinds that mean everybody. */
export function SubjectField({ kind, value, errors, onChange }: SubjectFieldProps) {
  const error = (field: keyof Subject) => errors[field] as string | undefined;
  switch (kind) {
    case "TENANT":
      return (
        <TenantSelect
          label="Tenant"
          placeholder="Search tenants"
          value={value.tenantId}
          onChange={(tenantId) => onChange({ tenantId })}
          error={error("tenantId")}
        />
      );
    case "GROUP":
      return (
        <GroupSelect
          label="Group"
          placeholder="Search groups"
          value={value.groupId}
          onChange={(groupId) => onChange({ groupId })}
          error={error("groupId")}
        />
      );
    case "USER":
      return (
        <UserSelect
          label="Person"
          placeholder="Search people"
          value={value.userId}
          onChange={(userId) => onChange({ userId })}
          error={error("userId")}
        />
      );
    case "ROLE":
      return (
        <Select
          label="Role"
          data={Object.values(Role).map((role) => ({ value: role, label: roleWords[role].label }))}
          value={value.role}
          onChange={(role) => onChange({ role: role as Role | null })}
          error={error("role")}
        />
      );
    default:
      return null;
  }
}

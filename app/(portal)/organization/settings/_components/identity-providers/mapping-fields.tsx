"use client";
import { Select, Stack, Text, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { type ClaimMapping, providerRoles } from "@/lib/oidc/identity-provider-schema";
import { roleWords } from "../../../../_labels/words";
import { GroupSelect } from "../../../../_pickers/group-select";
import { ClaimPairs } from "./claim-pairs";

export interface MappingFieldsProps {
  readonly mapping: ClaimMapping;
  readonly onChange: (mapping: ClaimMapping) => void;
  readonly ofTenant: boolean;
  readonly groupNames: Readonly<Record<string, string>>;
  readonly error?: ReactNode;
}

type ProviderRole = (typeof providerRoles)[number];

/** Which claims say tenant, role and groups of new people, and what their values mean. */
export function MappingFields({ mapping, onChange, ofTenant, groupNames, error }: MappingFieldsProps) {
  const change = (part: Partial<ClaimMapping>) => onChange({ ...mapping, ...part });
  const roles = providerRoles
    .filter((role) => !ofTenant || role !== "AUTHOR")
    .map((role) => ({ value: role, label: roleWords[role].label }));
  const claim = (name: "tenantClaim" | "roleClaim" | "groupsClaim") => ({
    value: mapping[name] ?? "",
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value || null }),
  });
  return (
    <Stack gap="md">
      {error ? (
        <Text c="var(--bh-danger)" size="sm">
          {error}
        </Text>
      ) : null}
      {ofTenant ? null : (
        <TextInput
          label="Claim with the tenant's key"
          description="Without one, all are people of your organization. With one, whoever lacks it is refused."
          placeholder="tenant"
          {...claim("tenantClaim")}
        />
      )}
      <TextInput label="Claim with roles" placeholder="roles" {...claim("roleClaim")} />
      {mapping.roleClaim ? (
        <ClaimPairs
          label="Roles"
          description="Of several the highest counts. Nobody becomes an admin this way."
          value={mapping.roles}
          onChange={(pairs) => change({ roles: pairs as Record<string, ProviderRole> })}
          target={(chosen, choose) => (
            <Select aria-label="Role" data={roles} value={chosen} onChange={choose} placeholder="Role" />
          )}
        />
      ) : null}
      <Select
        label="Role of everybody else"
        data={roles}
        allowDeselect={false}
        value={mapping.defaultRole}
        onChange={(role) => change({ defaultRole: (role ?? "VIEWER") as ProviderRole })}
      />
      <TextInput label="Claim with groups" placeholder="groups" {...claim("groupsClaim")} />
      {mapping.groupsClaim ? (
        <ClaimPairs
          label="Groups"
          description="Groups that no policy is assigned to."
          value={mapping.groups}
          onChange={(groups) => change({ groups })}
          target={(chosen, choose) => (
            <GroupSelect
              aria-label="Group"
              placeholder="Group"
              chosen={chosen ? { value: chosen, label: groupNames[chosen] ?? chosen } : null}
              value={chosen}
              onChange={choose}
            />
          )}
        />
      ) : null}
    </Stack>
  );
}

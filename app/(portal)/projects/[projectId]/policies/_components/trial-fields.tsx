"use client";
import { SegmentedControl, Text } from "@mantine/core";
import { errorUnder } from "@/components/ui/field-error";
import type { NamedValues } from "@/components/ui/named-values";
import { NamedValuesInput } from "@/components/ui/named-values-input";
import type { SearchOption } from "@/components/ui/search-select";
import { TenantSelect } from "../../../../_pickers/tenant-select";
import classes from "./preview-section.module.css";

export interface TrialFieldsProps {
  readonly firstTenant: SearchOption;
  readonly tenantId: string | null;
  readonly onTenant: (tenantId: string | null) => void;
  /** Whether the policy is assigned to anybody, so that it can be tried as it is. */
  readonly isAssigned: boolean;
  readonly asAssigned: boolean;
  readonly onAsAssigned: (asAssigned: boolean) => void;
  readonly values: NamedValues;
  readonly onValues: (values: NamedValues) => void;
  readonly errors: Readonly<Record<string, string>>;
}

/** On whom a policy is tried, and with which values. */
export function TrialFields({
  firstTenant,
  tenantId,
  isAssigned,
  asAssigned,
  values,
  errors,
  ...rest
}: TrialFieldsProps) {
  const names = Object.keys(values);
  return (
    <div className={classes.fields}>
      <TenantSelect
        label="Tenant"
        placeholder="Search tenants"
        chosen={firstTenant}
        value={tenantId}
        onChange={rest.onTenant}
        error={errors.tenantId && "Choose a tenant"}
      />
      {isAssigned ? (
        <SegmentedControl
          aria-label="Values"
          data={[
            { value: "assigned", label: "As it is assigned" },
            { value: "values", label: "With other values" },
          ]}
          value={asAssigned ? "assigned" : "values"}
          onChange={(choice) => rest.onAsAssigned(choice === "assigned")}
        />
      ) : null}
      {isAssigned && asAssigned ? (
        <Text size="sm" c="dimmed">
          The tenant's own assignments give the values; without one for this tenant the policy gives it nothing.
        </Text>
      ) : names.length > 0 ? (
        <NamedValuesInput
          key={`${tenantId} ${names.join()}`}
          label="Values"
          description="As an assignment to this tenant would give them: a value, a list, or one placeholder such as {{ tenant.attributes.state }}."
          value={values}
          onChange={rest.onValues}
          error={errorUnder(errors, "parameters")}
          fixedNames
        />
      ) : null}
    </div>
  );
}

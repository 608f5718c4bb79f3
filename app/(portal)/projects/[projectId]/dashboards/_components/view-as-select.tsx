"use client";
import { IconEye } from "@tabler/icons-react";
import { useUrlState } from "@/components/data-table/use-url-state";
import type { SearchOption } from "@/components/ui/search-select";
import { TenantSelect } from "../../../../_pickers/tenant-select";

/** Looks at the dashboard through a tenant's policies. */
export function ViewAsSelect({ tenant }: { tenant: SearchOption | null }) {
  const { set } = useUrlState();
  return (
    <TenantSelect
      key={tenant?.value ?? "own"}
      aria-label="View as tenant"
      placeholder="View as a tenant"
      leftSection={<IconEye size={16} aria-hidden />}
      chosen={tenant}
      value={tenant?.value ?? null}
      onChange={(as) => set({ as })}
      clearable
      w={230}
    />
  );
}

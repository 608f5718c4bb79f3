"use client";
import { Button, Group, MultiSelect } from "@mantine/core";
import { useEffect, useState } from "react";
import { notifyDone } from "@/components/ui/notify";
import type { SearchOption } from "@/components/ui/search-select";
import { useAction } from "@/components/ui/use-action";
import { WarningLine } from "@/components/ui/warning-line";
import type { DashboardView } from "@/lib/dashboards/dashboard-schema";
import { counted } from "../../../../_labels/words";
import { findTenantsAction } from "../../../../_pickers/actions";
import { optionsOf } from "../../../../_pickers/options-of";
import { copyForTenantsAction } from "../share-actions";

export interface SeveralTenantsProps {
  readonly dashboard: DashboardView;
  readonly onCopied: () => Promise<void>;
}

/** Says why tenants can only look at this dashboard, and offers each a copy of its own. */
export function SeveralTenants({ dashboard, onCopied }: SeveralTenantsProps) {
  const [choosing, setChoosing] = useState(false);
  return (
    <WarningLine>
      It reaches more than one tenant, so their people can only look at it, whatever they were given: what one of them
      changed, the others would see.{" "}
      {choosing ? (
        <CopyForm dashboard={dashboard} onDone={() => setChoosing(false)} onCopied={onCopied} />
      ) : (
        <Button size="compact-xs" variant="default" onClick={() => setChoosing(true)}>
          Make a copy per tenant
        </Button>
      )}
    </WarningLine>
  );
}

function CopyForm({ dashboard, onDone, onCopied }: SeveralTenantsProps & { readonly onDone: () => void }) {
  const [tenantIds, setTenantIds] = useState<string[]>([]);
  const [options, setOptions] = useState<readonly SearchOption[]>([]);
  const [words, setWords] = useState("");
  const { run, pending } = useAction();
  useEffect(() => {
    const timer = setTimeout(() => void findTenantsAction(words).then((found) => merge(optionsOf(found))), 200);
    // What is chosen keeps its name, whatever is searched for next.
    const merge = (found: readonly SearchOption[]) =>
      setOptions((known) => [...known, ...found.filter(({ value }) => !known.some((one) => one.value === value))]);
    return () => clearTimeout(timer);
  }, [words]);
  const copy = async () => {
    const copies = await run(() => copyForTenantsAction(dashboard.id, { tenantIds }));
    if (!copies) return;
    notifyDone(`Made ${counted(copies.length, "copy", "copies")}, each at home in its tenant`);
    onDone();
    await onCopied();
  };
  return (
    <>
      <MultiSelect
        label="Tenants that get a copy"
        description="Each copy starts with what the tenant’s people and groups have here. This dashboard stays as it is."
        data={[...options]}
        value={tenantIds}
        onChange={setTenantIds}
        searchable
        searchValue={words}
        onSearchChange={setWords}
        maxValues={50}
        mt="sm"
      />
      <Group gap="xs" mt="sm" justify="flex-end">
        <Button variant="default" size="xs" onClick={onDone}>
          Cancel
        </Button>
        <Button size="xs" onClick={copy} loading={pending} disabled={tenantIds.length === 0}>
          Make {tenantIds.length === 0 ? "copies" : counted(tenantIds.length, "copy", "copies")}
        </Button>
      </Group>
    </>
  );
}

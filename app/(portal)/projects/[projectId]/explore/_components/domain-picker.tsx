"use client";
import { useRouter, useSearchParams } from "next/navigation";
import { SearchSelect } from "@/components/ui/search-select";
import { optionsOf } from "../../../../_pickers/options-of";
import { findDomainsAction } from "../actions";

interface DomainPickerProps {
  readonly projectId: string;
  readonly domain: { readonly id: string; readonly name: string } | null;
}

/** Goes to a domain; what was asked of another one stays a step back. */
export function DomainPicker({ projectId, domain }: DomainPickerProps) {
  const router = useRouter();
  const asTenant = useSearchParams().get("as");
  const open = (id: string) =>
    router.push(
      `/projects/${projectId}/explore?${new URLSearchParams({ domain: id, ...(asTenant ? { as: asTenant } : {}) })}`,
    );
  return (
    <SearchSelect
      label="Domain"
      placeholder="Search domains"
      nothingFoundMessage="No domain by that name"
      load={async (words) => optionsOf(await findDomainsAction(projectId, words))}
      chosen={domain && { value: domain.id, label: domain.name }}
      value={domain?.id ?? null}
      allowDeselect={false}
      onChange={(id) => id && id !== domain?.id && open(id)}
    />
  );
}

"use client";
import { Loader, SegmentedControl } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useUrlState } from "@/components/data-table/use-url-state";
import { TenantSelect } from "../../../../_pickers/tenant-select";
import { UserSelect } from "../../../../_pickers/user-select";
import type { AddressSubject } from "../subject-of-address";
import classes from "./access.module.css";
import { TokenReport } from "./token-report";

const kinds = [
  { value: "person", label: "Person" },
  { value: "tenant", label: "Tenant" },
  { value: "token", label: "Token" },
] as const;

export interface SubjectPickerProps {
  readonly projectId: string;
  readonly subject: AddressSubject | null;
  /** What the subject of the address sees. */
  readonly children: ReactNode;
}

/** Chooses of whom it is asked. People and tenants stand in the address; a token stays in the page. */
export function SubjectPicker({ projectId, subject, children }: SubjectPickerProps) {
  const [kind, setKind] = useState<(typeof kinds)[number]["value"]>(subject?.kind ?? "person");
  const { set, pending } = useUrlState();
  const chosen = subject?.kind === kind ? subject.option : null;
  const picker = { chosen, value: chosen?.value ?? null, className: classes.picker };
  return (
    <>
      <div className={classes.subject}>
        <SegmentedControl
          aria-label="Of whom"
          data={[...kinds]}
          value={kind}
          onChange={(next) => setKind(next as typeof kind)}
        />
        {kind === "person" ? (
          <UserSelect
            key="person"
            aria-label="Person"
            placeholder="Search people"
            onChange={(userId) => set({ userId, tenantId: null })}
            {...picker}
          />
        ) : null}
        {kind === "tenant" ? (
          <TenantSelect
            key="tenant"
            aria-label="Tenant"
            placeholder="Search tenants"
            onChange={(tenantId) => set({ tenantId, userId: null })}
            {...picker}
          />
        ) : null}
        {pending ? <Loader size={16} role="status" aria-label="Loading" /> : null}
      </div>
      {kind === "token" ? <TokenReport projectId={projectId} /> : children}
    </>
  );
}

"use client";
import { Button, Select, Table } from "@mantine/core";
import { useState } from "react";
import { Section } from "@/components/ui/section";
import type { DomainGrantView } from "@/lib/domains/domain-schema";
import { scopeWords } from "../../../../_labels/words";
import { GroupSelect } from "../../../../_pickers/group-select";
import { TenantSelect } from "../../../../_pickers/tenant-select";
import { UserSelect } from "../../../../_pickers/user-select";
import classes from "./domain-editor.module.css";
import { without } from "./edited-definition";
import { RemoveCell } from "./field-rows";

export interface GrantRowsProps {
  readonly grants: readonly DomainGrantView[];
  /** Whether this person may look people up by name. */
  readonly mayFindPeople: boolean;
  readonly onChange: (grants: DomainGrantView[]) => void;
}

type Scope = DomainGrantView["scope"];

/** Who may use the domain. Authors and admins always may; nobody of a tenant does until they are let in. */
export function GrantRows({ grants, mayFindPeople, onChange }: GrantRowsProps) {
  const [scope, setScope] = useState<Scope>("ALL_TENANTS");
  const scopes = (Object.keys(scopeWords) as Scope[]).filter((one) => mayFindPeople || one !== "USER");
  const add = (subjectId: string | null, subjectName: string) => {
    if (grants.some((grant) => grant.scope === scope && grant.subjectId === subjectId)) return;
    onChange([...grants, { scope, subjectId, subjectName }]);
  };
  const picker = {
    label: scopeWords[scope],
    value: null,
    onChange: (value: string | null, option: { readonly label: string } | null) => {
      if (value !== null) add(value, option?.label ?? value);
    },
  };
  return (
    <Section
      title="Who may use it"
      description="Everybody sees their own rows only, whoever is let in here. Authors and admins may always use it."
    >
      <div className={classes.pair}>
        <Select
          label="Let in"
          data={scopes.map((value) => ({ value, label: scopeWords[value] }))}
          allowDeselect={false}
          value={scope}
          onChange={(value) => setScope(value as Scope)}
        />
        {scope === "USER" ? <UserSelect {...picker} /> : null}
        {scope === "GROUP" ? <GroupSelect {...picker} /> : null}
        {scope === "TENANT" ? <TenantSelect {...picker} /> : null}
        {scope === "ALL_TENANTS" || scope === "ALL_ORGANIZATION_USERS" ? (
          <Button variant="default" className={classes.beside} onClick={() => add(null, scopeWords[scope])}>
            Let them in
          </Button>
        ) : null}
      </div>
      {grants.length === 0 ? (
        <p className={classes.quiet}>Nobody but authors and admins sees this domain.</p>
      ) : (
        <Table aria-label="Who may use it">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Who</Table.Th>
              <Table.Th scope="col">As</Table.Th>
              <Table.Th aria-label="Remove" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {grants.map((grant, index) => (
              <Table.Tr key={`${grant.scope} ${grant.subjectId}`}>
                <Table.Td>{grant.subjectName}</Table.Td>
                <Table.Td>{scopeWords[grant.scope]}</Table.Td>
                <RemoveCell label={grant.subjectName} onRemove={() => onChange(without(grants, index))} />
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}

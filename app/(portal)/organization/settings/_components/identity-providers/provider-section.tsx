"use client";
import { Badge, Button, Modal } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { createColumnHelper } from "@tanstack/react-table";
import { useState } from "react";
import { DataTable, type features } from "@/components/data-table/data-table";
import { confirmRemoval } from "@/components/ui/confirm-removal";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import { useAction } from "@/components/ui/use-action";
import type { IdentityProviderView } from "@/lib/oidc/identity-provider-schema";
import { counted } from "../../../../_labels/words";
import { deleteIdentityProviderAction, updateIdentityProviderAction } from "../../provider-actions";
import { Addresses, ProviderDialog } from "./provider-dialog";

const helper = createColumnHelper<typeof features, IdentityProviderView>();
const columns = helper.columns([
  helper.accessor("name", { header: "Name" }),
  helper.accessor("issuer", { header: "Issuer" }),
  helper.accessor("tenantName", { header: "For", cell: ({ getValue }) => getValue() ?? "Organization" }),
  helper.accessor("peopleCount", { header: "People", cell: ({ getValue }) => counted(getValue(), "person", "people") }),
  helper.accessor("disabledAt", {
    header: "Status",
    cell: ({ getValue }) => (getValue() ? <Badge color="red">Disabled</Badge> : <Badge color="green">Active</Badge>),
  }),
]);

export interface ProviderSectionProps {
  readonly providers: readonly IdentityProviderView[];
  readonly groupNames: Readonly<Record<string, string>>;
}

/** The providers that people sign in through, beside their passwords. */
export function ProviderSection({ providers, groupNames }: ProviderSectionProps) {
  const { run } = useAction();
  const [edited, setEdited] = useState<IdentityProviderView | "new" | null>(null);
  const [created, setCreated] = useState<IdentityProviderView | null>(null);
  const add = (
    <Button size="xs" variant="default" onClick={() => setEdited("new")}>
      New provider
    </Button>
  );
  const provider = edited === "new" ? undefined : (edited ?? undefined);
  const toggle = ({ id, disabledAt, name }: IdentityProviderView) =>
    run(
      () => updateIdentityProviderAction(id, { disabled: !disabledAt }),
      disabledAt ? `${name} lets people in again` : `${name} lets nobody in; sessions through it have ended`,
    );
  return (
    <Section
      title="Identity providers"
      description="Let people sign in through your own OpenID Connect provider, or a tenant's people through theirs."
      actions={add}
      flush
    >
      <DataTable
        label="Identity providers"
        columns={columns}
        rows={providers}
        search={false}
        actions={(row) => [
          { label: "Edit", onSelect: () => setEdited(row) },
          { label: row.disabledAt ? "Enable" : "Disable", onSelect: () => toggle(row) },
          { label: "Remove", danger: true, onSelect: () => remove(row) },
        ]}
        empty={
          <EmptyState icon={<IconFingerprint size={20} />} title="No identity providers yet" action={add}>
            Until there is one, people sign in with their passwords.
          </EmptyState>
        }
      />
      {edited ? (
        <ProviderDialog
          key={provider?.id ?? "new"}
          opened
          onClose={() => setEdited(null)}
          provider={provider}
          groupNames={groupNames}
          onCreated={setCreated}
        />
      ) : null}
      <Modal opened={created !== null} onClose={() => setCreated(null)} title="Tell the provider" size="lg">
        {created ? <Addresses provider={created} /> : null}
      </Modal>
    </Section>
  );
}

function remove({ id, name, peopleCount }: IdentityProviderView): void {
  confirmRemoval({
    kind: "identity provider",
    name,
    verb: "Remove",
    consequences: [
      `${counted(peopleCount, "person", "people")} can no longer sign in through it`,
      "Sessions that began through it end",
      "The people stay",
    ],
    remove: () => deleteIdentityProviderAction(id),
  });
}

"use client";
import { Badge, Button, Code, Modal } from "@mantine/core";
import { IconUserShare } from "@tabler/icons-react";
import { createColumnHelper } from "@tanstack/react-table";
import { useState } from "react";
import { DataTable, type features } from "@/components/data-table/data-table";
import { confirmRemoval } from "@/components/ui/confirm-removal";
import { EmptyState } from "@/components/ui/empty-state";
import { Moment } from "@/components/ui/moment";
import { Section } from "@/components/ui/section";
import type { IdentityProviderView } from "@/lib/oidc/identity-provider-schema";
import type { CreatedScimToken, ScimTokenView } from "@/lib/scim/tokens/scim-token-schema";
import { revokeScimTokenAction } from "../../provisioning-actions";
import { TokenForm } from "./token-form";
import { TokenOnce } from "./token-once";

const helper = createColumnHelper<typeof features, ScimTokenView>();
const columns = helper.columns([
  helper.accessor("name", { header: "Name" }),
  helper.accessor("prefix", { header: "Token", cell: ({ getValue }) => <Code>{getValue()}…</Code> }),
  helper.accessor("tenantName", { header: "For", cell: ({ getValue }) => getValue() ?? "Organization" }),
  helper.accessor("createdByName", { header: "Made by", cell: ({ row }) => <Maker token={row.original} /> }),
  helper.accessor("lastUsedAt", { header: "Last used", cell: ({ getValue }) => <Moment value={getValue()} /> }),
  helper.accessor("expiresAt", { header: "Expires", cell: ({ getValue }) => <Moment value={getValue()} /> }),
  helper.accessor("revokedAt", { header: "Status", cell: ({ row }) => <TokenStatus token={row.original} /> }),
]);

export interface ProvisioningSectionProps {
  readonly tokens: readonly ScimTokenView[];
  readonly providers: readonly IdentityProviderView[];
}

/** The tokens with which identity providers make, change and shut out people and groups. */
export function ProvisioningSection({ tokens, providers }: ProvisioningSectionProps) {
  const [opened, setOpened] = useState(false);
  const [created, setCreated] = useState<CreatedScimToken | null>(null);
  const close = () => {
    setOpened(false);
    setCreated(null);
  };
  const add = (
    <Button size="xs" variant="default" onClick={() => setOpened(true)}>
      New token
    </Button>
  );
  return (
    <Section
      title="Provisioning"
      description="Let an identity provider such as Okta or Entra make, change and disable people and groups (SCIM 2.0)."
      actions={add}
      flush
    >
      <DataTable
        label="Provisioning tokens"
        columns={columns}
        rows={tokens}
        search={false}
        actions={(token) => (isOver(token) ? [] : [{ label: "Revoke", danger: true, onSelect: () => revoke(token) }])}
        empty={
          <EmptyState icon={<IconUserShare size={20} />} title="No provisioning tokens yet" action={add}>
            Until there is one, people are added by hand, by invite, or when they first sign in.
          </EmptyState>
        }
      />
      <Modal
        opened={opened}
        onClose={close}
        title={created ? "Copy the token now" : "New provisioning token"}
        closeOnClickOutside={!created}
        size="lg"
      >
        {created ? (
          <TokenOnce created={created} onClose={close} />
        ) : (
          <TokenForm providers={providers} onCreated={setCreated} onClose={close} />
        )}
      </Modal>
    </Section>
  );
}

/** A token outlives whoever made it: somebody else has to know it and revoke it. */
function Maker({ token: { createdByName, creatorHasLeft } }: { token: ScimTokenView }) {
  if (!creatorHasLeft) return createdByName;
  return (
    <>
      {createdByName ?? "Somebody"} <Badge color="yellow">Has left</Badge>
    </>
  );
}

function TokenStatus({ token }: { token: ScimTokenView }) {
  if (token.revokedAt) return <Badge color="red">Revoked</Badge>;
  return isOver(token) ? <Badge color="gray">Expired</Badge> : <Badge color="green">Active</Badge>;
}

function isOver({ revokedAt, expiresAt }: ScimTokenView): boolean {
  return revokedAt !== null || Date.parse(expiresAt) <= Date.now();
}

function revoke({ id, name }: ScimTokenView): void {
  confirmRemoval({
    kind: "provisioning token",
    name,
    verb: "Revoke",
    consequences: ["The identity provider that uses it is refused from now on", "The people and groups it made stay"],
    remove: () => revokeScimTokenAction(id),
  });
}

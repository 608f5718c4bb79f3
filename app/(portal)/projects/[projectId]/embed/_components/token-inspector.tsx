"use client";
import { Button, Stack, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { Facts } from "@/components/ui/facts";
import { Moment } from "@/components/ui/moment";
import { useAction } from "@/components/ui/use-action";
import type { TokenInspection } from "@/lib/embed/preview-token-schema";
import { inspectEmbedTokenAction } from "../actions";

/** What a pasted token opens. It is sent once, and kept nowhere. */
export function TokenInspector({ projectId }: { projectId: string }) {
  const [token, setToken] = useState("");
  const [found, setFound] = useState<TokenInspection | null>(null);
  const { run, pending } = useAction();
  const inspect = async (event: FormEvent) => {
    event.preventDefault();
    setFound(null);
    setFound((await run(() => inspectEmbedTokenAction({ projectId, token }))) ?? null);
  };
  return (
    <Stack gap="md" maw={720}>
      <form onSubmit={inspect}>
        <Textarea
          label="Access token"
          autosize
          minRows={3}
          maxRows={6}
          spellCheck={false}
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        <Button type="submit" mt="sm" loading={pending} disabled={token.trim() === ""}>
          Inspect
        </Button>
      </form>
      {found ? <Facts facts={factsOf(found)} /> : null}
    </Stack>
  );
}

function factsOf(found: TokenInspection) {
  const { dashboards, moreDashboards, policies, lockedFilters, domains } = found;
  const titles = dashboards.map(({ title }) => title).join(", ") || "None that reaches it";
  return [
    ["Kind", found.kind === "project" ? "Project token" : "Dashboard token"],
    ["Opens", moreDashboards ? `${titles} and more` : titles],
    ["Tenant", found.tenant ?? "None"],
    ["Person", found.person ? `${found.person}, ${found.role}` : "A viewer of no name"],
    ["May edit", found.allowEdit ? "Yes" : "No"],
    ["Ends", <Moment key="time" value={found.expiresAt} />],
    ["Cannot be renewed after", <Moment key="time" value={found.endsAt} />],
    [
      "Policies",
      policies
        .map(({ name, connection, parameters }) => `${name} on ${connection} (${parameters.join(", ") || "no values"})`)
        .join("; ") || "None named",
    ],
    ...(found.schema ? [["Schema", found.schema] as const] : []),
    ["Locked filters", lockedFilters.map(({ name, value }) => `${name} = ${value}`).join("; ") || "None"],
    ["Semantic domains", domains.names.length > 0 ? `${domains.mode}: ${domains.names.join(", ")}` : domains.mode],
  ] as const;
}

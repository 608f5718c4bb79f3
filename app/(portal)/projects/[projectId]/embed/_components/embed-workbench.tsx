"use client";
import { Text } from "@mantine/core";
import { useState } from "react";
import { SecretField } from "@/components/ui/secret-field";
import { readDashboardSecretAction } from "../../dashboards/actions";
import { ChoicesForm, type ChoicesFormProps } from "./choices-form";
import classes from "./embed.module.css";
import type { EmbedChoices } from "./embed-choices";
import { clientSamples, serverSamples } from "./embed-samples";
import { LiveEmbed } from "./live-embed";
import { SampleCode } from "./sample-code";

export interface EmbedWorkbenchProps extends Pick<ChoicesFormProps, "policies"> {
  readonly portalUrl: string;
  readonly dashboards: readonly { readonly id: string; readonly title: string }[];
  /** Whom the embed is tried for at first. */
  readonly firstTenant: { readonly id: string; readonly name: string } | null;
}

/** Choices on the left, the embed that they make in the middle, the code for it on the right. */
export function EmbedWorkbench({ portalUrl, policies, ...props }: EmbedWorkbenchProps) {
  const dashboards = props.dashboards.map(({ id, title }) => ({ value: id, label: title }));
  const [choices, setChoices] = useState<EmbedChoices | null>(() => startWith(dashboards[0]?.value, props.firstTenant));
  if (!choices) return <Text c="dimmed">There is no dashboard to embed in this project yet.</Text>;
  return (
    <div className={classes.workbench}>
      <ChoicesForm dashboards={dashboards} policies={policies} choices={choices} onChange={setChoices} />
      <LiveEmbed choices={choices} policies={policies} />
      <div className={classes.code}>
        <div>
          <Text fw={500} size="sm" mb={6}>
            Dashboard secret
          </Text>
          <SecretField
            key={choices.dashboardId}
            label="Dashboard secret"
            read={() => readDashboardSecretAction(choices.dashboardId)}
          />
        </div>
        <SampleCode title="On your server" samples={serverSamples({ portalUrl, choices, policies })} />
        <SampleCode title="In your page" samples={clientSamples({ portalUrl, choices })} />
      </div>
    </div>
  );
}

function startWith(dashboardId: string | undefined, tenant: EmbedWorkbenchProps["firstTenant"]): EmbedChoices | null {
  if (dashboardId === undefined) return null;
  return {
    dashboardId,
    tenant: tenant && { value: tenant.id, label: tenant.name },
    policyIds: [],
    parameters: {},
    lockedFilters: {},
    mode: "auto",
    accent: "",
    radius: "",
    locale: "en-US",
  };
}

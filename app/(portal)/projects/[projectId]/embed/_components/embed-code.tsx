"use client";
import { Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { SecretField } from "@/components/ui/secret-field";
import { readDashboardSecretAction } from "../../dashboards/actions";
import { clientSample, serverSample } from "./embed-samples";

export interface EmbedCodeProps {
  readonly portalUrl: string;
  readonly dashboards: readonly { readonly value: string; readonly label: string }[];
}

/** The dashboard's secret and the two pieces of code that embed it. */
export function EmbedCode({ portalUrl, dashboards }: EmbedCodeProps) {
  const [chosen, setChosen] = useState(dashboards[0]?.value ?? null);
  if (!chosen) return <Text c="dimmed">There is no dashboard to embed in this project yet.</Text>;
  return (
    <Stack gap="lg">
      <Select
        label="Dashboard"
        data={[...dashboards]}
        value={chosen}
        onChange={(value) => value && setChosen(value)}
        allowDeselect={false}
        searchable
        maw={420}
      />
      <div>
        <Text fw={500} mb={6}>
          Dashboard secret
        </Text>
        <SecretField key={chosen} label="Dashboard secret" read={() => readDashboardSecretAction(chosen)} />
      </div>
      <CodeBlock title="On your server" code={serverSample(portalUrl, chosen)} />
      <CodeBlock title="In your page" code={clientSample(portalUrl, chosen)} />
    </Stack>
  );
}

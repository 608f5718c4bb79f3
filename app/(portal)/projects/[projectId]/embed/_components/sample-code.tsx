"use client";
import { Tabs } from "@mantine/core";
import { CodeBlock } from "@/components/ui/code-block";
import type { Sample } from "./embed-samples";

/** The same thing in several languages, to read and take along. */
export function SampleCode({ title, samples }: { title: string; samples: readonly Sample[] }) {
  return (
    <Tabs defaultValue={samples[0]?.value} aria-label={title}>
      <Tabs.List mb="xs">
        {samples.map(({ value, label }) => (
          <Tabs.Tab key={value} value={value}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {samples.map(({ value, label, code }) => (
        <Tabs.Panel key={value} value={value}>
          <CodeBlock title={`${title}: ${label}`} code={code} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

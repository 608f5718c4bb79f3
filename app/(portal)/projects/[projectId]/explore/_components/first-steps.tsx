"use client";
import { Button, Group } from "@mantine/core";
import { IconTelescope } from "@tabler/icons-react";
import { builderDatasets } from "@/components/dashboard-editor/query/domain-fields";
import { emptyQuery } from "@/components/dashboard-editor/query/edit-query";
import { EmptyState } from "@/components/ui/empty-state";
import type { DomainQuery } from "@/lib/domains/domain-query-schema";
import type { ExploredDomain } from "../explored-domain";

interface FirstStepsProps {
  readonly domain: ExploredDomain;
  readonly onStart: (query: DomainQuery) => void;
}

const mostOffered = 4;

/** What to do while nothing is asked yet: some measures to begin with. */
export function FirstSteps({ domain, onStart }: FirstStepsProps) {
  const measures = builderDatasets(domain).flatMap((dataset) => dataset.measures);
  return (
    <EmptyState
      icon={<IconTelescope size={20} />}
      title={`What would you like to know of ${domain.name}?`}
      action={
        <Group gap="xs" justify="center">
          {measures.slice(0, mostOffered).map(({ name, label }) => (
            <Button key={name} variant="default" onClick={() => onStart({ ...emptyQuery, measures: [name] })}>
              {label}
            </Button>
          ))}
        </Group>
      }
    >
      Choose a measure, and dimensions to group it by: click a field, drag it to its place, or reach it with Tab and
      press Enter.
    </EmptyState>
  );
}

"use client";
import { Select, Skeleton, Stack, Text } from "@mantine/core";
import { useDomainFields } from "@/components/dashboard-editor/use-domain-fields";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import { PreviewRows } from "../../../../../../_preview/preview-rows";
import { QueryBuilder } from "../../../../../../_query-builder/query-builder";
import type { CardTabProps } from "./card-panel";
import { firstRows } from "./first-rows";
import classes from "./panel.module.css";

/** A query of a semantic domain, put together by choosing. */
export function DomainSource({ card, rows, sources, requests, onChange }: CardTabProps) {
  const domainId = card.domainId ?? sources.domains[0]?.id ?? null;
  const { fields, failure } = useDomainFields(requests, domainId);
  const line = rows.lines.get(card.id);
  if (sources.domains.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        There is no semantic domain here yet, and no connection whose tables you may read.
      </Text>
    );
  }
  return (
    <Stack gap="md">
      <Select
        label="Domain"
        searchable
        data={sources.domains.map(({ id, name }) => ({ value: id, label: name }))}
        value={domainId}
        allowDeselect={false}
        onChange={(next) => next && next !== domainId && onChange({ domainId: next, query: null, options: {} })}
      />
      {fields ? (
        <QueryBuilder
          fields={fields}
          value={card.query}
          filterNames={rows.declared.map(({ name }) => name)}
          onChange={(query) =>
            onChange(
              { connectionId: null, sql: null, domainId, query: query as unknown as DraftCard["query"] },
              `query:${card.id}`,
            )
          }
        />
      ) : failure ? (
        <div className={classes.refusal}>{failure}</div>
      ) : (
        <Skeleton height={240} />
      )}
      {line?.error ? <div className={classes.refusal}>{line.error.message}</div> : null}
      {line && !line.error ? <PreviewRows label="First rows" rows={firstRows(line)} /> : null}
    </Stack>
  );
}

"use client";
import { Alert, Code, List, Modal, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useEffect, useState } from "react";
import type { ChosenFilters } from "@/components/dashboards/request-data";
import type { ActionResult } from "@/lib/action-result";
import type { CardView } from "@/lib/dashboards/card-schema";
import type { CardExplanation } from "@/lib/dashboards/explain-card";
import type { TracedTable } from "@/lib/sql/security-context";
import { counted } from "../../../../_labels/words";
import { explainCardAction } from "../explain-actions";

export interface CardExplanationDialogProps {
  readonly dashboardId: string;
  readonly card: CardView;
  readonly filters: ChosenFilters;
  readonly asTenantId: string | undefined;
  readonly onClose: () => void;
}

/** What a card read and which rules kept rows and columns from it. */
export function CardExplanationDialog(props: CardExplanationDialogProps) {
  const { dashboardId, card, filters, asTenantId, onClose } = props;
  const [result, setResult] = useState<ActionResult<CardExplanation> | null>(null);
  useEffect(() => {
    let current = true;
    explainCardAction(dashboardId, card.id, { filters, ...(asTenantId ? { asTenantId } : {}) }).then((answer) => {
      if (current) setResult(answer);
    });
    return () => {
      current = false;
    };
  }, [dashboardId, card.id, filters, asTenantId]);
  return (
    <Modal opened onClose={onClose} title={`How “${card.title}” came by its rows`} size="lg">
      {result === null ? <Skeleton height={160} aria-label="Loading" /> : null}
      {result?.ok === false ? <Alert color="red">{result.error.message}</Alert> : null}
      {result?.ok ? <Explanation explanation={result.data} /> : null}
    </Modal>
  );
}

function Explanation({ explanation: { trace, rowCount } }: { explanation: CardExplanation }) {
  return (
    <Stack gap="md">
      <Text size="sm">
        {counted(rowCount, "row")} from {counted(trace.tables.length, "table")}. Values are not shown here.
      </Text>
      {trace.tables.map((table) => (
        <Table key={`${table.schema}.${table.name}`} table={table} />
      ))}
      {trace.placeholders.length > 0 ? (
        <div>
          <Title order={3} size="h5">
            Placeholders
          </Title>
          <List size="sm">
            {trace.placeholders.map(({ name, origin }) => (
              <List.Item key={name}>
                <Code>{`{{ ${name} }}`}</Code> from {origin}
              </List.Item>
            ))}
          </List>
        </div>
      ) : null}
    </Stack>
  );
}

function Table({ table }: { table: TracedTable }) {
  const { schema, name, filters, rules, excludedColumns, maskedColumns, fenced } = table;
  return (
    <div>
      <Title order={3} size="h5">
        {schema ? `${schema}.${name}` : name}
      </Title>
      <List size="sm">
        {filters.length === 0 ? <List.Item>Every row may be read</List.Item> : null}
        {filters.map((filter) => (
          <List.Item key={filter}>
            Rows where <Code>{filter}</Code>
          </List.Item>
        ))}
        {rules.map(({ ruleId, policyName, appliesThrough }) => (
          <List.Item key={`${ruleId} ${appliesThrough}`}>
            Policy {policyName}, through {appliesThrough}
          </List.Item>
        ))}
        {excludedColumns.length > 0 ? <List.Item>Hidden columns: {excludedColumns.join(", ")}</List.Item> : null}
        {maskedColumns.length > 0 ? <List.Item>Masked columns: {maskedColumns.join(", ")}</List.Item> : null}
        {fenced ? <List.Item>The query's own conditions run after the policy's</List.Item> : null}
      </List>
    </div>
  );
}

"use client";
import { Badge, Stack, Text } from "@mantine/core";
import { changeInWords } from "@/components/dashboard-editor/change-words";
import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import { Section } from "@/components/ui/section";
import { type ContentChange, compareContents } from "@/lib/dashboards/compare-contents";
import type { CardSubstance } from "@/lib/dashboards/content-parts";
import type { DashboardVersionDetail } from "@/lib/dashboards/draft-schema";
import type { QuerySource } from "@/lib/queries/query-sources-schema";
import { SqlComparison } from "../../../../../../_preview/sql-comparison";
import { ValueChanges } from "./value-changes";

export interface VersionComparisonProps {
  readonly before: DashboardVersionDetail;
  readonly after: DashboardVersionDetail;
  readonly connections: readonly QuerySource[];
}

/** What one version has that another has not: cards, queries, filters, places. */
export function VersionComparison({ before, after, connections }: VersionComparisonProps) {
  const words = useEditorWords();
  if (before.number === after.number) return <Text c="dimmed">Choose a version to compare it with.</Text>;
  const changes = compareContents(before.content, after.content);
  if (changes.length === 0) return <Text c="dimmed">Both versions say the same.</Text>;
  const titles = { before: `Version ${before.number}`, after: `Version ${after.number}` };
  return (
    <Stack gap="md">
      {changes.map((change) => (
        <Section
          key={change.key}
          title={changeInWords(change, words)}
          actions={<Badge color={colors[change.kind]}>{change.kind}</Badge>}
        >
          {change.what === "card" ? (
            <CardChange change={change} titles={titles} connections={connections} />
          ) : (
            <ValueChanges before={change.before} after={change.after} />
          )}
        </Section>
      ))}
    </Stack>
  );
}

const colors = { added: "green", removed: "red", changed: "gray" } as const;

interface CardChangeProps {
  readonly change: ContentChange;
  readonly titles: { readonly before: string; readonly after: string };
  readonly connections: readonly QuerySource[];
}

function CardChange({ change, titles, connections }: CardChangeProps) {
  const before = change.before as CardSubstance | undefined;
  const after = change.after as CardSubstance | undefined;
  const connectionId = after?.connectionId ?? before?.connectionId;
  const engine = connections.find(({ id }) => id === connectionId)?.engine ?? "POSTGRES";
  const isSql = Boolean(before?.sql ?? after?.sql) && before?.sql !== after?.sql;
  return (
    <Stack gap="md">
      {isSql ? (
        <SqlComparison engine={engine} before={before?.sql ?? ""} after={after?.sql ?? ""} titles={titles} />
      ) : null}
      <ValueChanges before={withoutSql(before)} after={withoutSql(after)} />
    </Stack>
  );
}

function withoutSql(card: CardSubstance | undefined): unknown {
  if (!card) return undefined;
  const { sql: _, ...others } = card;
  return others;
}

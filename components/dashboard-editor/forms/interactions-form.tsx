"use client";
import { useEffect, useState } from "react";
import { type Choice, useControls } from "@/components/form-controls/controls";
import type { DraftCard, DraftContent } from "@/lib/dashboards/draft-schema";
import { columnsOf } from "../columns-of";
import type { EditorMessageName } from "../messages/english";
import { useEditorWords } from "../messages/use-editor-words";
import type { DrawingFormProps } from "./drawing-form";

type Interaction = DraftCard["interactions"][number];

/** Finds where a click may lead. */
export interface DrillTargets {
  readonly findDashboards: () => Promise<readonly Choice[]>;
  readonly findFilters: (dashboardId: string) => Promise<readonly string[]>;
}

interface InteractionsFormProps extends DrawingFormProps {
  readonly content: DraftContent;
  readonly targets: DrillTargets;
}

const actions: readonly { readonly value: string; readonly label: EditorMessageName }[] = [
  { value: "filter", label: "clickFilter" },
  { value: "dashboard", label: "clickDashboard" },
  { value: "rows", label: "clickRows" },
];

/** What a click on a drawn value does. */
export function InteractionsForm({ card, content, rows, targets, onChange }: InteractionsFormProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const columns = columnsOf(rows, card.id).map(({ name }) => name);
  const filters = content.filters.flatMap(({ name }) => (typeof name === "string" && name ? [name] : []));
  const set = (index: number, next: Interaction) =>
    onChange({ interactions: card.interactions.map((one, at) => (at === index ? next : one)) });
  const begin = (action: string | null): Interaction =>
    action === "dashboard"
      ? { action, dashboardId: "", filters: [] }
      : action === "rows"
        ? { action }
        : { action: "filter", column: columns[0] ?? "", filter: filters[0] ?? "" };
  return (
    <ui.Stack>
      <ui.Note>{say("clicksHelp")}</ui.Note>
      {card.interactions.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two clicks may do the same
        <ui.Fieldset key={index} legend={say("clickNumbered", { number: index + 1 })}>
          <ui.Line>
            <ui.Select
              isLabelHidden
              label={say("clickDoes")}
              choices={actions
                .filter(({ value }) => card.domainId || value !== "rows")
                .map(({ value, label }) => ({ value, label: say(label) }))}
              value={String(one.action)}
              onChange={(action) => set(index, begin(action))}
            />
            <ui.IconButton
              icon="remove"
              label={say("removeNamed", { name: say("clickNumbered", { number: index + 1 }) })}
              onClick={() => onChange({ interactions: card.interactions.filter((_, at) => at !== index) })}
            />
          </ui.Line>
          {one.action === "filter" ? (
            <ColumnToFilter
              value={one}
              columns={columns}
              filters={filters}
              onChange={(next) => set(index, { ...one, ...next })}
            />
          ) : null}
          {one.action === "dashboard" ? (
            <DrillTarget value={one} columns={columns} targets={targets} onChange={(next) => set(index, next)} />
          ) : null}
        </ui.Fieldset>
      ))}
      <ui.Button
        disabled={card.interactions.length >= 10}
        onClick={() =>
          onChange({ interactions: [...card.interactions, begin(filters.length > 0 ? "filter" : "dashboard")] })
        }
      >
        {say("addClick")}
      </ui.Button>
    </ui.Stack>
  );
}

interface ColumnToFilterProps {
  readonly value: Interaction;
  readonly columns: readonly string[];
  readonly filters: readonly string[];
  readonly onChange: (value: { column: string; filter: string }) => void;
}

function ColumnToFilter({ value, columns, filters, onChange }: ColumnToFilterProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const column = String(value.column ?? "");
  const filter = String(value.filter ?? "");
  const named = (names: readonly string[], chosen: string) =>
    [...new Set([...names, chosen].filter(Boolean))].map((name) => ({ value: name, label: name }));
  return (
    <ui.Row>
      <ui.Select
        label={say("clickedValueOf")}
        choices={named(columns, column)}
        value={column || null}
        onChange={(next) => onChange({ column: next ?? "", filter })}
        error={column ? undefined : say("chooseColumn")}
      />
      <ui.Select
        label={say("goesToFilter")}
        choices={named(filters, filter)}
        value={filter || null}
        onChange={(next) => onChange({ column, filter: next ?? "" })}
        error={filter ? undefined : say("chooseFilter")}
      />
    </ui.Row>
  );
}

interface DrillTargetProps {
  readonly value: Interaction;
  readonly columns: readonly string[];
  readonly targets: DrillTargets;
  readonly onChange: (value: Interaction) => void;
}

function DrillTarget({ value, columns, targets, onChange }: DrillTargetProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const dashboardId = String(value.dashboardId ?? "");
  const [dashboards, setDashboards] = useState<readonly Choice[]>([]);
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    targets.findDashboards().then(setDashboards, () => undefined);
  }, [targets]);
  useEffect(() => {
    if (dashboardId) targets.findFilters(dashboardId).then(setNames, () => setNames([]));
  }, [targets, dashboardId]);
  const filters = (Array.isArray(value.filters) ? value.filters : []) as { column: string; filter: string }[];
  return (
    <>
      <ui.Select
        label={say("dashboard")}
        choices={dashboards}
        value={dashboardId || null}
        onChange={(next) => onChange({ ...value, dashboardId: next ?? "", filters: [] })}
        error={dashboardId ? undefined : say("chooseDashboardFirst")}
      />
      {filters.map((one, index) => (
        <ColumnToFilter
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          key={index}
          value={one}
          columns={columns}
          filters={names}
          onChange={(next) =>
            onChange({ ...value, filters: filters.map((other, at) => (at === index ? { ...next } : other)) })
          }
        />
      ))}
      {names.length > filters.length ? (
        <ui.Button
          isQuiet
          onClick={() =>
            onChange({ ...value, filters: [...filters, { column: columns[0] ?? "", filter: names[0] ?? "" }] })
          }
        >
          {say("passValueOn")}
        </ui.Button>
      ) : null}
    </>
  );
}

"use client";
import { useControls } from "@/components/form-controls/controls";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import { useEditorWords } from "../messages/use-editor-words";
import { ColumnToFilter } from "./column-to-filter";
import type { DrillTarget, DrillTargets } from "./use-drill-targets";

export interface DrillTargetInputProps {
  readonly value: DraftCard["interactions"][number];
  readonly targets: DrillTargets;
  /** The dashboard that is led to; undefined while it is looked for. */
  readonly target: DrillTarget | null | undefined;
  readonly columns: readonly string[];
  /** By field. */
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (value: DraftCard["interactions"][number]) => void;
}

/** Which dashboard a click opens, and what of the clicked row its filters get. */
export function DrillTargetInput({ value, targets, target, columns, problems, onChange }: DrillTargetInputProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const dashboardId = String(value.dashboardId ?? "");
  const names = target?.filters ?? [];
  const filters = (Array.isArray(value.filters) ? value.filters : []) as { column: string; filter: string }[];
  return (
    <>
      <ui.Search
        // Its name is not known from the start: the field begins anew when it is.
        key={target ? dashboardId : ""}
        label={say("dashboard")}
        load={targets.find}
        chosen={target ? { value: dashboardId, label: target.title } : null}
        onChange={(next) => next !== null && onChange({ ...value, dashboardId: next, filters: [] })}
        error={dashboardId ? problems.dashboardId : say("chooseDashboardFirst")}
      />
      {filters.map((one, index) => (
        <ColumnToFilter
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          key={index}
          {...one}
          columns={columns}
          filters={names}
          problems={{
            column: problems[`filters.${index}.column`],
            filter: problems[`filters.${index}.filter`],
          }}
          onChange={(next) =>
            onChange({ ...value, filters: filters.map((other, at) => (at === index ? next : other)) })
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
      {filters.length > 0 ? (
        <ui.Button isQuiet onClick={() => onChange({ ...value, filters: filters.slice(0, -1) })}>
          {say("passOneLess")}
        </ui.Button>
      ) : null}
    </>
  );
}

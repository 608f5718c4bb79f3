"use client";
import { Button } from "@mantine/core";
import { SearchSelect } from "@/components/ui/search-select";
import { ColumnToFilter } from "./column-to-filter";
import { type DrillTarget, findDrillTargets } from "./find-drill-targets";
import type { Interaction } from "./interactions-tab";

export interface DrillTargetInputProps {
  readonly projectId: string;
  readonly value: Interaction;
  /** The dashboard that is led to; undefined while it is looked for. */
  readonly target: DrillTarget | null | undefined;
  readonly columns: readonly string[];
  /** By field. */
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (value: Interaction) => void;
}

/** Which dashboard a click opens, and what of the clicked row its filters get. */
export function DrillTargetInput({ projectId, value, target, columns, problems, onChange }: DrillTargetInputProps) {
  const dashboardId = String(value.dashboardId ?? "");
  const names = target?.filters ?? [];
  const filters = (Array.isArray(value.filters) ? value.filters : []) as { column: string; filter: string }[];
  return (
    <>
      <SearchSelect
        // Its name is not known from the start: the field begins anew when it is.
        key={target ? dashboardId : ""}
        label="Dashboard"
        load={(words) => findDrillTargets(projectId, words)}
        chosen={target ? { value: dashboardId, label: target.title } : null}
        value={target ? dashboardId : null}
        onChange={(next) => next !== null && onChange({ ...value, dashboardId: next, filters: [] })}
        error={dashboardId ? problems.dashboardId : "Choose a dashboard"}
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
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() =>
            onChange({ ...value, filters: [...filters, { column: columns[0] ?? "", filter: names[0] ?? "" }] })
          }
        >
          Pass a value on
        </Button>
      ) : null}
      {filters.length > 0 ? (
        <Button
          variant="subtle"
          size="compact-xs"
          color="gray"
          onClick={() => onChange({ ...value, filters: filters.slice(0, -1) })}
        >
          Pass one less on
        </Button>
      ) : null}
    </>
  );
}

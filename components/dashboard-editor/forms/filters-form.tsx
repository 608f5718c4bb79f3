"use client";
import { useState } from "react";
import { useControls } from "@/components/form-controls/controls";
import type { FilterKind } from "@/lib/dashboards/filter-schema";
import { useEditorWords } from "../messages/use-editor-words";
import type { DashboardFormProps } from "./dashboard-form";
import { FilterForm, filterKindWords } from "./filter-form";
import { filterProblems } from "./filter-problem";
import type { LooseFilter } from "./filter-values";
import styles from "./forms.module.css";
import { withMoved } from "./with-moved";

/** The filters that the dashboard declares. */
export function FiltersForm({ content, sources, requests, change }: DashboardFormProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const [open, setOpen] = useState<number | null>(null);
  const { filters } = content;
  const set = (next: LooseFilter[], key?: string) => change((current) => ({ ...current, filters: next }), key);
  const move = (index: number, by: number) => {
    set(withMoved(filters, index, by));
    setOpen(null);
  };
  const add = () => {
    let number = filters.length + 1;
    while (filters.some(({ name }) => name === `filter_${number}`)) number += 1;
    set([...filters, { name: `filter_${number}`, label: say("filterNumbered", { number }), kind: "text" }]);
    setOpen(filters.length);
  };
  return (
    <ui.Stack>
      <ui.Note>{say("filtersHelp", { placeholder: "{{ filter.name }}" })}</ui.Note>
      {filters.map((filter, index) => {
        const label = String(filter.label || filter.name || say("filterNumbered", { number: index + 1 }));
        const [problem] = filterProblems(filter).values();
        const kind = filterKindWords[filter.kind as FilterKind];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name can be under work, so the place is all that stays
          <div key={index}>
            <ui.Line>
              <button
                type="button"
                className={styles.disclosure}
                aria-expanded={open === index}
                onClick={() => setOpen(open === index ? null : index)}
              >
                {label}
                <small data-bad={problem !== undefined}>
                  {problem ? say(problem) : `filter.${String(filter.name)} · ${kind ? say(kind) : ""}`}
                </small>
              </button>
              <ui.IconButton
                icon="up"
                disabled={index === 0}
                label={say("moveUp", { name: label })}
                onClick={() => move(index, -1)}
              />
              <ui.IconButton
                icon="down"
                disabled={index === filters.length - 1}
                label={say("moveDown", { name: label })}
                onClick={() => move(index, 1)}
              />
              <ui.IconButton
                icon="remove"
                label={say("removeNamed", { name: label })}
                onClick={() => {
                  set(filters.filter((_, at) => at !== index));
                  setOpen(null);
                }}
              />
            </ui.Line>
            {open === index ? (
              <div className={styles.opened}>
                <FilterForm
                  filter={filter}
                  filters={filters}
                  sources={sources}
                  requests={requests}
                  onChange={(next) =>
                    set(
                      filters.map((one, at) => (at === index ? next : one)),
                      `filter:${index}`,
                    )
                  }
                />
              </div>
            ) : null}
          </div>
        );
      })}
      <ui.Button disabled={filters.length >= 30} onClick={add}>
        {say("addFilter")}
      </ui.Button>
    </ui.Stack>
  );
}

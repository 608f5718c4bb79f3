import type { DraftContent } from "@/lib/dashboards/draft-schema";
import { dashboardFilterSchema } from "@/lib/dashboards/filter-schema";

export type LooseFilter = DraftContent["filters"][number];

/** With a field set, or left out where it is empty. */
export function withField(filter: LooseFilter, name: string, value: unknown): LooseFilter {
  const { [name]: _, ...others } = filter;
  const isEmpty = value === undefined || value === null || value === "" || value === false;
  const kept = isEmpty || (Array.isArray(value) && value.length === 0) ? others : { ...others, [name]: value };
  return kept as LooseFilter;
}

/** Fields that a filter of this kind can have: the schema says which, so that the form never offers what is refused. */
export function allowsField(filter: LooseFilter, name: string, example: unknown): boolean {
  const probe = { name: "probe", label: "Probe", kind: filter.kind, [name]: example };
  return dashboardFilterSchema.safeParse(probe).success;
}

/** What was typed as a value of this kind. */
export function typedValue(kind: unknown, text: string): string | number {
  const isNumber = String(kind).startsWith("number") && text.trim() !== "" && Number.isFinite(Number(text));
  return isNumber ? Number(text) : text;
}

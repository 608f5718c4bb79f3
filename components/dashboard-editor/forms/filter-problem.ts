import { dashboardFilterSchema } from "@/lib/dashboards/filter-schema";
import type { EditorMessageName } from "../messages/english";
import type { LooseFilter } from "./filter-values";

const rules: Readonly<Record<string, EditorMessageName>> = {
  name: "filterNameRule",
  label: "filterLabelRule",
  source: "filterSourceRule",
  domainSource: "filterSourceRule",
  options: "filterOptionsRule",
  multiple: "filterMultipleRule",
  narrowedBy: "filterNarrowedRule",
};

const defaults: Readonly<Record<string, EditorMessageName>> = {
  text: "giveText",
  number: "giveNumber",
  number_range: "giveNumbers",
  date: "giveDate",
  date_range: "giveDates",
};

/** What is wrong with a filter under work, field by field; the first problem comes first. */
export function filterProblems(filter: LooseFilter): ReadonlyMap<string, EditorMessageName> {
  const issues = dashboardFilterSchema.safeParse(filter).error?.issues ?? [];
  return new Map(
    issues.map(({ path }) => {
      const field = String(path[0] ?? "");
      const ofDefault = field === "default" ? defaults[String(filter.kind)] : undefined;
      return [field, ofDefault ?? rules[field] ?? "filterRule"];
    }),
  );
}

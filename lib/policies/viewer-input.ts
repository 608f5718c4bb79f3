import type { ParameterValue } from "@/lib/sql/security-context";

/** A range that a viewer chose, both ends included; an end that is missing is open. Days are ISO 8601. */
export interface ViewerRange {
  readonly of: "days" | "numbers";
  readonly from?: string | number;
  readonly to?: string | number;
}

/** Nothing was chosen; `standIn` is there for SQL that asks `{{ filter.<name>.any }}` before it looks at the value. */
export interface NothingChosen {
  readonly standIn: ParameterValue;
}

/** What stands behind the placeholders of one filter. */
export type ViewerInput = ParameterValue | ViewerRange | NothingChosen;

export function isViewerRange(input: ViewerInput): input is ViewerRange {
  return typeof input === "object" && input !== null && "of" in input;
}

export function isNothingChosen(input: ViewerInput): input is NothingChosen {
  return typeof input === "object" && input !== null && "standIn" in input;
}

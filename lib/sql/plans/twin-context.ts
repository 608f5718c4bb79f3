import { randomBytes, randomInt } from "node:crypto";
import { valueClass } from "@/lib/sql/plans/value-class";
import type {
  ContextValue,
  PlaceholderValues,
  RowFilter,
  ScalarValue,
  SecurityContext,
  TableAccess,
} from "@/lib/sql/security-context";

/** A context of the same shape in which a marker stands for every value. */
export interface TwinContext {
  readonly context: SecurityContext;
  /** Part of every marker that is text. */
  readonly nonce: string;
}

/**
 * Makes what a plan is written from: as no value of the actor is in it, none can end up in a plan. Markers cannot be
 * guessed and are of their value's class, so the rewriter treats them as it treats the values. Undefined when a marker
 * of some class cannot be made.
 */
export function twinContext(context: SecurityContext): TwinContext | undefined {
  const nonce = `bulkhead_${randomBytes(12).toString("hex")}`;
  const made = new Set<ScalarValue>();
  const marker = (value: ScalarValue): ScalarValue => {
    const found = valueClass(value) ?? "";
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const candidate = markerOf(value, found, `${nonce}_${made.size}x`);
      if (candidate === value && found.length === 1) return value;
      if (valueClass(candidate) !== found || made.has(candidate)) continue;
      made.add(candidate);
      return candidate;
    }
    throw new RangeError("No marker for a value");
  };
  try {
    return { context: withValues(context, marker), nonce };
  } catch {
    return undefined;
  }
}

function markerOf(value: ScalarValue, found: string, text: string): ScalarValue {
  if (found === "s") return text;
  if (found === "p") return `${text}(`;
  if (found.length === 1) return value;
  const size = magnitudes[found.charAt(2)];
  if (size === undefined) return text;
  const number = found.charAt(1) === "-" ? -size() : size();
  return found.startsWith("n") ? number : String(number);
}

/** A number of each class that has many. */
const magnitudes: Readonly<Record<string, () => number>> = {
  i: () => randomInt(1_000_000_000, 2_147_483_647),
  b: () => randomInt(100_000_000_000_000, 281_000_000_000_000),
  h: () => randomInt(100_000_000_000_000, 281_000_000_000_000) * 1_000_003,
  d: () => randomInt(100_000_000_000, 281_000_000_000_000) / 8_192,
  D: () => (1 + randomInt(1, 281_000_000_000_000) / 281_000_000_000_000) * 1e-6,
  e: () => (1 + randomInt(1, 281_000_000_000_000) / 281_000_000_000_000) * 1e300,
};

type Marker = (value: ScalarValue) => ScalarValue;

function withValues(context: SecurityContext, marker: Marker): SecurityContext {
  return {
    ...context,
    placeholders: markedValues(context.placeholders, marker),
    tables: context.tables.map((table) => markedTable(table, marker)),
  };
}

function markedTable(table: TableAccess, marker: Marker): TableAccess {
  const masks = Object.entries(table.maskedColumns).map(([name, mask]) => [
    name,
    { ...mask, values: markedValues(mask.values, marker) },
  ]);
  return {
    ...table,
    filters: table.filters.map((filter) => markedFilter(filter, marker)),
    maskedColumns: Object.fromEntries(masks),
  };
}

function markedFilter(filter: RowFilter, marker: Marker): RowFilter {
  if (filter.kind === "predicate") return { ...filter, values: markedValues(filter.values, marker) };
  if (filter.kind === "tenant_column") return { ...filter, value: markedValue(filter.value, marker) };
  return { ...filter, of: filter.of.map((part) => markedFilter(part, marker)) };
}

function markedValues(values: PlaceholderValues, marker: Marker): PlaceholderValues {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, markedValue(value, marker)]));
}

function markedValue({ value, origin }: ContextValue, marker: Marker): ContextValue {
  const marked = Array.isArray(value) ? (value as readonly ScalarValue[]).map(marker) : marker(value as ScalarValue);
  return { value: marked, origin };
}

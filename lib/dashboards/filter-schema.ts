import { z } from "zod";
import { domainFieldSchema } from "@/lib/domains/domain-query-schema";
import { holdsTenancyLiteral, tenancyLiteralMessage } from "@/lib/tenancy-literal";
import { whyUnfit } from "./filter-fit";

const text = z
  .string()
  .max(1_000)
  .refine((value) => !holdsTenancyLiteral(value), tenancyLiteralMessage);

const scalar = z.union([text, z.number(), z.boolean()]);

const rangeEnd = z.union([text, z.number()]).optional();

/** From the first value to the last, both included; an end that is left out is open. */
export const rangeValueSchema = z.strictObject({ from: rangeEnd, to: rangeEnd });

/**
 * What a viewer may send for a filter: one value, a list of them, or a range. Dates may be relative: `7_days_ago` where
 * a day is asked for, `last_3_months` where a range is; relative-dates.ts has the words.
 */
export const filterValueSchema = z.union([scalar, z.array(scalar).max(1_000), rangeValueSchema]);

export const filterNameSchema = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_]{0,62}$/,
    "A filter's name has letters, digits and underscores, and starts with a letter",
  );

/** Where a filter's values are, as card SQL would name it: an unqualified table follows each viewer's own schema. */
export const filterSourceSchema = z.strictObject({
  connectionId: z.uuid(),
  schema: z.string().min(1).max(200).optional(),
  table: z.string().min(1, "Name a table").max(200),
  column: z.string().min(1, "Name a column").max(200),
});

/** A dimension of a semantic domain whose values a filter offers. */
export const domainFilterSourceSchema = z.strictObject({ domainId: z.uuid(), field: domainFieldSchema });

export const filterKinds = ["select", "text", "number", "number_range", "date", "date_range"] as const;

const declaredFilterSchema = z.strictObject({
  name: filterNameSchema,
  label: z.string().trim().min(1, "Give the filter a label").max(100),
  kind: z.enum(filterKinds),
  /** The column whose values are offered, fetched under each viewer's own policies. */
  source: filterSourceSchema.optional(),
  /** The same of a dimension of a semantic domain; one of the two. */
  domainSource: domainFilterSourceSchema.optional(),
  /** What counts until somebody chooses; a relative date stays relative. */
  default: filterValueSchema.optional(),
  /** Values to choose from, where no column offers them. */
  options: z.array(scalar).max(1_000).optional(),
  /** Of a select: several values can be chosen. */
  multiple: z.boolean().optional(),
  /** Cards that use it wait until it has a value. */
  required: z.boolean().optional(),
  /**
   * Not shown. It keeps nothing from anybody: whoever sees the dashboard can send another value. What a viewer must not
   * change is locked by the token's `params`, and what they must not read is kept from them by a policy.
   */
  hidden: z.boolean().optional(),
  /** Filters over columns of the same table whose chosen values narrow the list that this one offers. */
  narrowedBy: z.array(filterNameSchema).max(5).optional(),
  /** Its values come from a domain that the caller does not see. Sent back, the source stays what it is. */
  sourceHidden: z.literal(true).optional(),
});

/**
 * A viewer input that a dashboard declares, in a namespace of its own (R07). Card SQL uses it as `{{ filter.<name> }}`; a
 * range has `{{ filter.<name>.from }}`, `.to` and, of dates, `.until`, the day after the last. bind-filters.ts says what
 * they are when nothing was chosen.
 */
export const dashboardFilterSchema = declaredFilterSchema.superRefine((filter, context) => {
  const { kind, default: fallback, multiple, options, source, domainSource } = filter;
  if (source && domainSource) {
    context.addIssue({
      code: "custom",
      message: "Name a column or a dimension, one of the two",
      path: ["domainSource"],
    });
  }
  const unfit = fallback === undefined ? null : whyUnfit(kind, fallback);
  if (unfit) context.addIssue({ code: "custom", message: unfit, path: ["default"] });
  if (multiple && kind !== "select") {
    context.addIssue({ code: "custom", message: "Only a select takes several values", path: ["multiple"] });
  }
  if (kind.endsWith("_range") && (options || source || domainSource)) {
    const path = [options ? "options" : "source"];
    context.addIssue({ code: "custom", message: "A range is not chosen from a list", path });
  }
});

/** A filter as people get it: what stands behind its values is for those who may edit (R19). */
export const dashboardFilterViewSchema = declaredFilterSchema.extend({
  /** Whether `filter-values` answers for it. */
  offersValues: z.boolean(),
});

/** Values by filter name, as a viewer or a token sends them; null chooses nothing, where a default would count. */
export const filterValuesSchema = z.record(z.string(), filterValueSchema.nullable());

/** The same as JSON, for addresses, which hold text only. */
export const filterValuesTextSchema = z
  .string()
  .max(10_000)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: "custom", message: "Give a JSON object" });
      return z.NEVER;
    }
  })
  .pipe(filterValuesSchema);

export const listFilterValuesSchema = z.strictObject({
  filter: filterNameSchema,
  /** A part of the value, whatever its case. */
  search: z.string().trim().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(50),
  /** What is chosen in the filters that narrow this one. */
  filters: filterValuesSchema.optional(),
  /** Whose data: for authors and admins who look as a tenant, and needed from API keys. */
  asTenantId: z.uuid().optional(),
});

/** The same in an address. `filters` is a JSON object of values by filter name. */
export const filterValuesQuerySchema = listFilterValuesSchema.extend({ filters: filterValuesTextSchema.optional() });

export const filterValuesViewSchema = z.strictObject({
  data: z.array(scalar),
  /** There are more values than were asked for. */
  truncated: z.boolean(),
});

export const dashboardFiltersSchema = z
  .array(dashboardFilterSchema)
  .max(30)
  .refine((filters) => new Set(filters.map(({ name }) => name)).size === filters.length, "Two filters have one name")
  .superRefine((filters, context) => {
    const byName = new Map(filters.map((filter) => [filter.name, filter]));
    filters.forEach(({ name, source, domainSource, narrowedBy = [] }, index) => {
      const strangers = narrowedBy.filter(
        (other) =>
          other === name ||
          (!sharesTable(source, byName.get(other)?.source) &&
            !sharesDomain(domainSource, byName.get(other)?.domainSource)),
      );
      if (strangers.length === 0) return;
      const message = `Only filters over the same table or domain can narrow it: ${strangers.join(", ")}`;
      context.addIssue({ code: "custom", message, path: [index, "narrowedBy"] });
    });
  });

/** Whether two columns are of one table, so that one query can read both. */
export function sharesTable(one: FilterSource | undefined, other: FilterSource | undefined): boolean {
  if (!one || !other) return false;
  return one.connectionId === other.connectionId && one.schema === other.schema && one.table === other.table;
}

/** The same of two dimensions. */
export function sharesDomain(one: DomainFilterSource | undefined, other: DomainFilterSource | undefined): boolean {
  return one !== undefined && one.domainId === other?.domainId;
}

export type FilterKind = (typeof filterKinds)[number];
export type FilterScalar = z.output<typeof scalar>;
export type RangeValue = z.output<typeof rangeValueSchema>;
export type DomainFilterSource = z.output<typeof domainFilterSourceSchema>;
export type FilterSource = z.output<typeof filterSourceSchema>;
export type ListFilterValuesInput = z.input<typeof listFilterValuesSchema>;
export type FilterValuesView = z.output<typeof filterValuesViewSchema>;
export type DashboardFilterView = z.output<typeof dashboardFilterViewSchema>;
export type DashboardFilter = z.output<typeof dashboardFilterSchema>;
export type FilterValue = z.output<typeof filterValueSchema>;
export type FilterValues = z.output<typeof filterValuesSchema>;

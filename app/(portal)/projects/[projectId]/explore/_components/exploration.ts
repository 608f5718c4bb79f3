import { z } from "zod";
import type { ChartChoice } from "@/components/charts/chart-choice";
import { emptyQuery, type QueryDraft } from "@/components/dashboard-editor/query/edit-query";
import { type DomainQuery, domainQuerySchema } from "@/lib/domains/domain-query-schema";

/** What is asked, and how the answer is drawn; null lets the data choose. */
export interface Exploration {
  readonly query: QueryDraft;
  readonly chart: ChosenChart | null;
}

/** A drawing that somebody has chosen; its options may be unfinished. */
export interface ChosenChart {
  readonly kind: ChartChoice["kind"];
  readonly options: Readonly<Record<string, unknown>>;
}

const kinds = [
  "NUMBER",
  "LINE",
  "AREA",
  "BAR",
  "COMBO",
  "PIE",
  "SCATTER",
  "HEATMAP",
  "FUNNEL",
  "TABLE",
  "PIVOT",
] as const satisfies readonly ChartChoice["kind"][];

/** A query under work: it need not ask for anything yet. */
const draftSchema = z.strictObject(domainQuerySchema.shape);
const chartSchema = z.strictObject({ kind: z.enum(kinds), options: z.record(z.string().max(200), z.json()) });

/** What an address says is explored; what cannot be read of it begins anew. */
export function readExploration(params: URLSearchParams): Exploration {
  return {
    query: readJson(draftSchema, params.get("q")) ?? emptyQuery,
    chart: readJson(chartSchema, params.get("chart")),
  };
}

/** An address's query with this exploration, and no other, in it. */
export function withExploration(params: URLSearchParams, { query, chart }: Exploration): URLSearchParams {
  const given = Object.entries(query).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(emptyQuery[name as keyof QueryDraft]),
  );
  set(params, "q", given.length > 0 ? Object.fromEntries(given) : null);
  set(params, "chart", chart);
  return params;
}

/** The query as it can be asked: conditions without a value wait for one. Null while it asks for nothing. */
export function askableQuery(query: QueryDraft): DomainQuery | null {
  const filters = query.filters.filter(({ operator, values }) => {
    if (operator === "is_empty" || operator === "is_not_empty") return true;
    return values.length >= (operator === "between" ? 2 : 1);
  });
  return domainQuerySchema.safeParse({ ...query, filters }).data ?? null;
}

function set(params: URLSearchParams, name: string, value: unknown): void {
  if (value === null) params.delete(name);
  else params.set(name, JSON.stringify(value));
}

function readJson<T>(schema: z.ZodType<T>, text: string | null): T | null {
  if (text === null) return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

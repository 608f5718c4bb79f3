import { withFields } from "@/components/charts/data-table";
import type { CardRows } from "@/components/dashboards/card-data";
import { requestApi } from "@/components/dashboards/request-data";
import type { AnswerField } from "@/lib/domains/answer-field-schema";
import type { DomainQuery } from "@/lib/domains/domain-query-schema";
import type { Dialect } from "@/lib/sql/security-context";

/** What a domain answered, and what it calls the columns of it. */
export interface ExploreAnswer extends CardRows {
  readonly fields: AnswerField[];
  /** For those who manage domains. */
  readonly sql?: string;
  readonly dialect?: Dialect;
}

export interface ClickedRow {
  readonly row: Readonly<Record<string, string | number | boolean | null>>;
  readonly measure?: string;
  readonly signal: AbortSignal;
}

interface ExplorePlace {
  readonly projectId: string;
  readonly domainId: string;
  /** For authors and admins: whose data. */
  readonly asTenantId?: string;
}

const valuesAtOnce = 50;

/** Asks one domain in the name of whoever looks. Each rejects with a DataRequestError that says what was refused. */
export function exploreRequests({ projectId, domainId, asTenantId }: ExplorePlace) {
  const send = (path: string, body: object, signal?: AbortSignal) =>
    requestApi(`/api/v1/explore${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ projectId, domainId, ...(asTenantId ? { asTenantId } : {}), ...body }),
      signal,
    });
  return {
    ask: async (query: DomainQuery, fresh: boolean, signal: AbortSignal) =>
      (await (await send("", { query, ...(fresh ? { fresh } : {}) }, signal)).json()) as ExploreAnswer,
    rows: async (query: DomainQuery, { row, measure, signal }: ClickedRow): Promise<CardRows> => {
      const rows = (await (await send("/rows", { query, row, measure }, signal)).json()) as ExploreAnswer;
      return withFields(rows, rows.fields);
    },
    csv: async (query: DomainQuery) => (await send("/export.csv", { query })).blob(),
    values: async (field: string, words: string): Promise<string[]> => {
      const filters = words === "" ? [] : [{ field, operator: "contains", values: [words] }];
      const query = { dimensions: [{ field }], filters, limit: valuesAtOnce };
      const { data } = (await (await send("", { query, distinct: true })).json()) as ExploreAnswer;
      return (data[0] ?? []).filter((value) => value !== null && value !== "").map(String);
    },
  };
}

export type ExploreRequests = ReturnType<typeof exploreRequests>;

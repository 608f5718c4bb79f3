import pg from "pg";
import { dashboardsPage } from "@/lib/dashboards/dashboards-page";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import type { ListReaders } from "../../support/many-shares";
import { median } from "../measuring/median";

export interface FirstPage {
  readonly rows: number;
  /** What Postgres takes to run it, as it says itself; milliseconds, like the others. */
  readonly inDatabase: number;
  readonly planning: number;
  /** Everything, through Prisma: the page, its owners and the count. */
  readonly whole: number;
}

const turns = 200;
const pageSize = 50;

/** Medians for each of these people. */
export async function measureFirstPages(readers: ListReaders): Promise<Record<keyof ListReaders, FirstPage>> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    const pages = [];
    for (const [name, actor] of Object.entries(readers)) {
      pages.push([name, await measure(client, actor)] as const);
    }
    return Object.fromEntries(pages) as Record<keyof ListReaders, FirstPage>;
  } finally {
    await client.end();
  }
}

async function measure(client: pg.Client, actor: ListReaders[keyof ListReaders]): Promise<FirstPage> {
  const query = dashboardsPage(actor, {}, pageSize + 1);
  if (!query) throw new Error("this person has no list");
  const explained = `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${query.text}`;
  const times = { inDatabase: [] as number[], planning: [] as number[], whole: [] as number[] };
  let rows = 0;
  for (let turn = 0; turn < turns; turn += 1) {
    const [plan] = (await client.query(explained, [...query.values])).rows[0]["QUERY PLAN"];
    const startedAt = performance.now();
    rows = (await listDashboards(actor, { limit: pageSize })).data.length;
    times.whole.push(performance.now() - startedAt);
    times.inDatabase.push(plan["Execution Time"]);
    times.planning.push(plan["Planning Time"]);
  }
  return {
    rows,
    inDatabase: median(times.inDatabase),
    planning: median(times.planning),
    whole: median(times.whole),
  };
}

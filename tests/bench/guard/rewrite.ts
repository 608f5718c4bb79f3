import { secureSql } from "@/lib/sql/secure-sql";
import type { Dialect } from "@/lib/sql/security-context";
import { median, medians, print, shown } from "../measuring/median";
import { benchContext, tenants } from "./contexts";

const bars: Readonly<Record<Dialect, string>> = {
  postgres: "bar 1.5 ms",
  duckdb: "bar 3 ms",
  mysql: "no bar",
  clickhouse: "no bar",
};

/** The first day of a month, as each dialect has it. */
const months: Readonly<Record<Dialect, string>> = {
  postgres: "date_trunc('month', s.day)",
  duckdb: "date_trunc('month', s.day)",
  mysql: "date_format(s.day, '%Y-%m-01')",
  clickhouse: "toStartOfMonth(s.day)",
};

/** ClickHouse writes no DATE before a string. */
const firstDay = (dialect: Dialect) => (dialect === "clickhouse" ? "toDate('2020-01-01')" : "DATE '2020-01-01'");

/** Another literal makes another statement, so that no kept plan answers it. */
const tenLines = (dialect: Dialect, n: number) => `SELECT s.state,
       t.c1 AS kind,
       ${months[dialect]} AS month,
       count(*) AS orders,
       sum(s.amount) AS total
FROM sales s
JOIN t0 t ON t.id = s.id
WHERE s.day >= ${firstDay(dialect)} AND s.state IN {{ state }} AND s.amount > ${n}
GROUP BY s.state, t.c1, ${months[dialect]}
ORDER BY total DESC LIMIT 20`;

/** A dozen steps of WITH, eight lines each. */
function hundredLines(dialect: Dialect, n: number): string {
  const steps = Array.from({ length: 12 }, (_, step) =>
    [
      `step${step} AS (`,
      "  SELECT s.state,",
      "         s.day,",
      "         sum(s.amount) AS amount,",
      `         row_number() OVER (PARTITION BY s.state ORDER BY s.day) AS place`,
      `  FROM ${step === 0 ? "sales" : `step${step - 1}`} s`,
      `  WHERE s.day > ${firstDay(dialect)} AND s.amount > ${n + step}`,
      "  GROUP BY s.state, s.day)",
    ].join("\n"),
  );
  return `WITH ${steps.join(",\n")}\nSELECT a.state,\n       count(*)\nFROM step11 a\nJOIN step5 b ON b.state = a.state\nGROUP BY a.state`;
}

export async function benchRewrite(dialect: Dialect): Promise<void> {
  const context = benchContext(dialect, "California");
  let n = 0;
  const fresh = (text: (dialect: Dialect, n: number) => string) => () => {
    n += 1;
    return secureSql(text(dialect, n), context);
  };
  const contexts = Array.from({ length: 2_000 }, (_, turn) =>
    benchContext(dialect, tenants[turn % tenants.length] ?? ""),
  );
  await secureSql(tenLines(dialect, 0), context);
  const found = await medians(
    {
      ten: fresh(tenLines),
      hundred: fresh(hundredLines),
      kept: (turn) => secureSql(tenLines(dialect, 0), contexts[turn % contexts.length] ?? context),
    },
    400,
  );
  // Alone in a loop, as requests for one dashboard come.
  const times: number[] = [];
  for (const other of contexts) {
    const startedAt = performance.now();
    await secureSql(tenLines(dialect, 0), other);
    times.push(performance.now() - startedAt);
  }
  print(`${dialect}: rewrite of ten lines`, `${shown(found.ten)}   (${bars[dialect]})`);
  print(`${dialect}: rewrite of a hundred lines, 12 WITH`, shown(found.hundred));
  print(
    `${dialect}: kept plan with another tenant's values`,
    `${shown(median(times))}   (bar 30 µs; baseline, its rewrite: ${shown(found.ten)}; between rewrites: ${shown(found.kept)})`,
  );
}

import { secureSql } from "@/lib/sql/secure-sql";
import type { Dialect } from "@/lib/sql/security-context";
import { median, medians, print, shown } from "../measuring/median";
import { benchContext, tenants } from "./contexts";

const bars = { postgres: "1.5 ms", duckdb: "3 ms" };

/** Another literal makes another statement, so that no kept plan answers it. */
const tenLines = (n: number) => `SELECT s.state,
       t.c1 AS kind,
       date_trunc('month', s.day) AS month,
       count(*) AS orders,
       sum(s.amount) AS total
FROM sales s
JOIN t0 t ON t.id = s.id
WHERE s.day >= DATE '2020-01-01' AND s.state IN {{ state }} AND s.amount > ${n}
GROUP BY s.state, t.c1, date_trunc('month', s.day)
ORDER BY total DESC LIMIT 20`;

/** A dozen steps of WITH, eight lines each. */
function hundredLines(n: number): string {
  const steps = Array.from({ length: 12 }, (_, step) =>
    [
      `step${step} AS (`,
      "  SELECT s.state,",
      "         s.day,",
      "         sum(s.amount) AS amount,",
      `         row_number() OVER (PARTITION BY s.state ORDER BY s.day) AS place`,
      `  FROM ${step === 0 ? "sales" : `step${step - 1}`} s`,
      `  WHERE s.day > DATE '2020-01-01' AND s.amount > ${n + step}`,
      "  GROUP BY s.state, s.day)",
    ].join("\n"),
  );
  return `WITH ${steps.join(",\n")}\nSELECT a.state,\n       count(*)\nFROM step11 a\nJOIN step5 b ON b.state = a.state\nGROUP BY a.state`;
}

export async function benchRewrite(dialect: Dialect): Promise<void> {
  const context = benchContext(dialect, "California");
  let n = 0;
  const fresh = (text: (n: number) => string) => () => {
    n += 1;
    return secureSql(text(n), context);
  };
  const contexts = Array.from({ length: 2_000 }, (_, turn) =>
    benchContext(dialect, tenants[turn % tenants.length] ?? ""),
  );
  await secureSql(tenLines(0), context);
  const found = await medians(
    {
      ten: fresh(tenLines),
      hundred: fresh(hundredLines),
      kept: (turn) => secureSql(tenLines(0), contexts[turn % contexts.length] ?? context),
    },
    400,
  );
  // Alone in a loop, as requests for one dashboard come.
  const times: number[] = [];
  for (const other of contexts) {
    const startedAt = performance.now();
    await secureSql(tenLines(0), other);
    times.push(performance.now() - startedAt);
  }
  print(`${dialect}: rewrite of ten lines`, `${shown(found.ten)}   (bar ${bars[dialect as keyof typeof bars]})`);
  print(`${dialect}: rewrite of a hundred lines, 12 WITH`, shown(found.hundred));
  print(
    `${dialect}: kept plan with another tenant's values`,
    `${shown(median(times))}   (bar 30 µs; baseline, its rewrite: ${shown(found.ten)}; between rewrites: ${shown(found.kept)})`,
  );
}

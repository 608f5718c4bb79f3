import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { secureSql } from "@/lib/sql/secure-sql";
import type { Dialect } from "@/lib/sql/security-context";
import { SqlRefusal } from "@/lib/sql/sql-refusal";
import { medians, print, shown } from "../measuring/median";
import { benchContext } from "./contexts";

const inputs: Readonly<Record<string, string>> = {
  "64 KiB of parentheses": `SELECT ${"(".repeat(32_000)}1${")".repeat(32_000)}`,
  "4,000 ORs": `SELECT 1 FROM sales WHERE id = 1${" OR id = 1".repeat(4_000)}`,
  "UNION of 2,000 arms": `SELECT 1${" UNION SELECT 1".repeat(2_000)}`,
  "NUL bytes": `SELECT '${"\0".repeat(10_000)}'`,
  homoglyphs: `SELECT ${"\u0455\u0430l\u0435s, ".repeat(5_000)}1 FROM s\u0430les`,
  "30,000 minus signs": `SELECT ${"- ".repeat(30_000)}1`,
};

const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`;

export async function benchHostile(dialect: Dialect): Promise<void> {
  const context = benchContext(dialect, "California");
  const ordinary = (turn: number) => secureSql(`SELECT id FROM sales WHERE id = ${turn}`, context);
  const baseline = (await medians({ ordinary }, 100)).ordinary;
  const before = memory();
  for (const [what, sql] of Object.entries(inputs)) {
    let answer = "accepted";
    const attack = async () => {
      await secureSql(sql, context).catch((error: unknown) => {
        answer = error instanceof SqlRefusal ? error.code : "FAILED";
      });
    };
    const found = await medians({ attack }, 20);
    print(
      `${dialect}: ${what}`,
      `${shown(found.attack)}   ${answer}   (bar 200 ms; baseline, a plain lookup: ${shown(baseline)})`,
    );
  }
  const after = memory();
  const later = (await medians({ ordinary: (turn) => ordinary(turn + 1_000) }, 100)).ordinary;
  print(
    `${dialect}: the process, before and after`,
    `resident ${megabytes(before.rss)} → ${megabytes(after.rss)}, heap ${megabytes(before.heapUsed)} → ${megabytes(after.heapUsed)}, a plain lookup ${shown(baseline)} → ${shown(later)}`,
  );
}

/** After everything that can be freed is: what is left is what stays. */
function memory(): NodeJS.MemoryUsage {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage();
}

import { describe, expect, test } from "vitest";
import { clickhouseProfile } from "@/lib/sql/dialects/clickhouse/clickhouse-profile";
import { mysqlProfile } from "@/lib/sql/dialects/mysql/mysql-profile";
import { derivedSelect } from "@/lib/sql/dialects/polyglot/derived-table";
import { lex } from "@/lib/sql/dialects/polyglot/lex";
import { parseLexemes } from "@/lib/sql/dialects/polyglot/parse-text";
import { loadPolyglot } from "@/lib/sql/dialects/polyglot/parser";
import { Printer } from "@/lib/sql/dialects/polyglot/print";
import { verifySecured } from "@/lib/sql/dialects/polyglot/verify";
import { verifyReads } from "@/lib/sql/dialects/polyglot/verify-reads";
import type { SqlRefusal } from "@/lib/sql/sql-refusal";
import { SqlRefusal as Refusal } from "@/lib/sql/sql-refusal";
import { tenantContext } from "./guard-fixture";

const locate = (refusal: SqlRefusal) => refusal;

describe.each([mysqlProfile, clickhouseProfile])("two looks at the printed text ($dialect)", (profile) => {
  const context = tenantContext(profile.dialect);
  const sales = context.tables.find((table) => table.name === "sales");
  const reader = async () => ({ profile, parser: await loadPolyglot(profile.dialect) });

  const guarded = async () => {
    if (sales === undefined) throw new Error("The fixture has no sales");
    return `(${new Printer(profile).query(derivedSelect(await reader(), sales))})`;
  };

  /** Whether the tree's check and the words' check pass. */
  async function looks(text: string): Promise<[boolean, boolean]> {
    const own = await reader();
    const lexemes = lex(profile, text, locate);
    const words = lex(profile, (await guarded()).slice(1, -1), locate);
    const passes = (check: () => void): boolean => {
      try {
        check();
        return true;
      } catch (error) {
        if (error instanceof Refusal) return false;
        throw error;
      }
    };
    return [
      passes(() =>
        verifySecured(
          parseLexemes(own, lexemes, () => false, locate),
          context,
          own,
        ),
      ),
      passes(() => verifyReads(lexemes, [words], (name) => profile.isTableFunction(name))),
    ];
  }

  test.each([
    (g: string) => `SELECT * FROM ${g} AS \`s\``,
    (g: string) => `WITH \`__c1\` AS (SELECT * FROM ${g} AS \`s\`) SELECT * FROM \`__c1\` AS \`s\``,
    (g: string) => `SELECT 1 WHERE 1 IN (SELECT 1 FROM ${g} AS \`s\`)`,
    (g: string) => `SELECT EXTRACT(YEAR FROM \`day\`) FROM ${g} AS \`s\` ORDER BY \`id\`, 2`,
  ])("both pass %s", async (write) => {
    expect(await looks(write(await guarded()))).toEqual([true, true]);
  });

  test.each<[string, (g: string) => string]>([
    ["a bare read", () => "SELECT * FROM `public`.`sales`"],
    ["a bare read by its short name", () => "SELECT * FROM `sales`"],
    ["a bare read in a subquery", (g) => `SELECT (SELECT 1 FROM \`public\`.\`sales\`) FROM ${g} AS \`s\``],
    ["a bare read after a comma", (g) => `SELECT 1 FROM ${g} AS \`s\`, \`public\`.\`sales\` AS \`t\``],
    ["a bare read in a join", (g) => `SELECT 1 FROM ${g} AS \`s\` CROSS JOIN \`public\`.\`sales\` AS \`t\``],
    ["a bare read in WITH", () => "WITH `__c1` AS (SELECT * FROM `public`.`sales`) SELECT * FROM `__c1`"],
    ["a bare read under IN", (g) => `SELECT 1 FROM ${g} AS \`s\` WHERE 1 IN (SELECT 1 FROM \`payroll\`)`],
    ["a derived table with other values", (g) => `SELECT * FROM ${g.replace("'NV'", "'TX'")} AS \`s\``],
    ["one with a wider condition", (g) => `SELECT * FROM ${g.replace("WHERE", "WHERE 1 OR")} AS \`s\``],
    ["one without its fence", (g) => `SELECT * FROM ${g.replace(/ LIMIT \d+/, "")} AS \`s\``],
    ["one without its mask", (g) => `SELECT * FROM ${g.replace("'***' AS", "`__p`.`ssn` AS")} AS \`s\``],
    ["one with a hidden column", (g) => `SELECT * FROM ${g.replace("AS `amount`", "AS `discount`")} AS \`s\``],
  ])("both refuse %s", async (_what, write) => {
    expect(await looks(write(await guarded()))).toEqual([false, false]);
  });

  test("a WITH name that the guard did not give, and its own without WITH, refuse", async () => {
    expect(
      await looks(`WITH \`sales\` AS (SELECT * FROM ${await guarded()} AS \`s\`) SELECT * FROM \`sales\``),
    ).toEqual([false, false]);
    expect((await looks("SELECT * FROM `__c1`"))[0]).toBe(false);
  });
});

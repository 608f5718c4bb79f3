import type { Node } from "libpg-query";
import { Deparser } from "pgsql-deparser";
import { fieldsOf, listOf, objectOf, type TreeObject, type TreeValue } from "@/lib/sql/dialects/postgres/tree";

type Context = NonNullable<Parameters<Deparser["visit"]>[1]>;

/** Prints without parentheses only what binds more tightly than any test or subscript after it. */
const closedKinds: ReadonlySet<string> = new Set([
  "ColumnRef",
  "A_Const",
  "FuncCall",
  "CoalesceExpr",
  "MinMaxExpr",
  "CaseExpr",
]);

const behaviors: Readonly<Record<string, string>> = {
  JSON_BEHAVIOR_NULL: "NULL",
  JSON_BEHAVIOR_ERROR: "ERROR",
  JSON_BEHAVIOR_TRUE: "TRUE",
  JSON_BEHAVIOR_FALSE: "FALSE",
  JSON_BEHAVIOR_UNKNOWN: "UNKNOWN",
  JSON_BEHAVIOR_EMPTY_ARRAY: "EMPTY ARRAY",
  JSON_BEHAVIOR_EMPTY_OBJECT: "EMPTY OBJECT",
};

/**
 * The printer with its omissions made good: parentheses before IS and subscripts, WITH TIES, GROUP BY DISTINCT and the
 * functions of SQL/JSON. What it prints is trusted no more than before: it is parsed again and must say the same.
 */
class CompletePrinter extends Deparser {
  override SelectStmt(node: Parameters<Deparser["SelectStmt"]>[0], context: Context): string {
    const fields = node as unknown as TreeObject;
    const grouped = fields.groupDistinct === true ? withDistinctGroups(fields) : fields;
    if (fields.limitOption !== "LIMIT_OPTION_WITH_TIES") return super.SelectStmt(grouped as typeof node, context);
    const { limitCount, limitOffset, ...rest } = grouped;
    const parts = [super.SelectStmt(rest as typeof node, context)];
    if (limitOffset !== undefined) parts.push(`OFFSET ${this.parenthesised(limitOffset, context)} ROWS`);
    parts.push(`FETCH FIRST ${this.parenthesised(limitCount, context)} ROWS WITH TIES`);
    return parts.join(" ");
  }

  /** Called by the name of a node that only `withDistinctGroups` makes. */
  DistinctGroup(node: TreeObject, context: Context): string {
    return `DISTINCT ${this.print(node.item, context)}`;
  }

  override BooleanTest(node: Parameters<Deparser["BooleanTest"]>[0], context: Context): string {
    const test = String(node.booltesttype).replaceAll("_", " ");
    return `${this.operand(node.arg as unknown as TreeValue, context)} ${test}`;
  }

  override NullTest(node: Parameters<Deparser["NullTest"]>[0], context: Context): string {
    const test = String(node.nulltesttype).replaceAll("_", " ");
    return `${this.operand(node.arg as unknown as TreeValue, context)} ${test}`;
  }

  override A_Indirection(node: Parameters<Deparser["A_Indirection"]>[0], context: Context): string {
    const parts = listOf(node.indirection as unknown as TreeValue).map((part) => this.print(part, context));
    return this.parenthesised(node.arg as unknown as TreeValue, context) + parts.join("");
  }

  JsonFuncExpr(node: TreeObject, context: Context): string {
    const parts = [`${this.jsonValue(node.context_item, context)}, ${this.print(node.pathspec, context)}`];
    const passing = listOf(node.passing).map((item) => {
      const argument = objectOf(fieldsOf(item, "JsonArgument"));
      return `${this.jsonValue(argument.val, context)} AS ${quoted(argument.name)}`;
    });
    if (passing.length > 0) parts.push(`PASSING ${passing.join(", ")}`);
    const output = this.formatJsonOutput(node.output as never, context);
    if (output) parts.push(output);
    if (node.wrapper === "JSW_NONE") parts.push("WITHOUT WRAPPER");
    if (node.wrapper === "JSW_CONDITIONAL") parts.push("WITH CONDITIONAL WRAPPER");
    if (node.wrapper === "JSW_UNCONDITIONAL") parts.push("WITH WRAPPER");
    if (node.quotes === "JS_QUOTES_KEEP") parts.push("KEEP QUOTES");
    if (node.quotes === "JS_QUOTES_OMIT") parts.push("OMIT QUOTES");
    for (const [name, event] of [
      ["on_empty", "EMPTY"],
      ["on_error", "ERROR"],
    ] as const) {
      if (node[name] !== undefined) parts.push(`${this.jsonBehavior(objectOf(node[name]), context)} ON ${event}`);
    }
    return `${String(node.op).replace(/_OP$/, "")}(${parts.join(" ")})`;
  }

  private jsonBehavior(behavior: TreeObject, context: Context): string {
    if (behavior.btype === "JSON_BEHAVIOR_DEFAULT") return `DEFAULT ${this.print(behavior.expr, context)}`;
    const word = behaviors[String(behavior.btype)];
    if (word === undefined) throw new Error("Unknown behavior");
    return word;
  }

  private jsonValue(value: TreeValue, context: Context): string {
    return this.JsonValueExpr(value as never, context);
  }

  private operand(node: TreeValue, context: Context): string {
    return closedKinds.has(Object.keys(objectOf(node))[0] ?? "")
      ? this.print(node, context)
      : this.parenthesised(node, context);
  }

  private parenthesised(node: TreeValue, context: Context): string {
    return `(${this.print(node, context)})`;
  }

  private print(node: TreeValue, context: Context): string {
    return this.visit(node as unknown as Node, context);
  }
}

function withDistinctGroups(select: TreeObject): TreeObject {
  const [first, ...rest] = listOf(select.groupClause);
  return { ...select, groupClause: [{ DistinctGroup: { item: first } }, ...rest] };
}

function quoted(name: TreeValue): string {
  return `"${String(name).replaceAll('"', '""')}"`;
}

/** The text of a SELECT's tree, on one line. */
export function printPostgres(tree: TreeObject): string {
  return new CompletePrinter({ SelectStmt: tree } as unknown as Node, { pretty: false }).deparseQuery();
}

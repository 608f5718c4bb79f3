import type { PolyglotProfile } from "@/lib/sql/dialects/polyglot/profile";
import type {
  Expression,
  FromClause,
  FromItem,
  Limits,
  Order,
  Query,
  SelectQuery,
  WindowFrame,
} from "@/lib/sql/dialects/polyglot/tree";
import { notVerified } from "@/lib/sql/refusals";

/**
 * Writes the guard's tree as SQL: every name quoted, every string in a form that ends where it should, keywords in
 * capitals, and parentheses where the author had them, no more and no less.
 */
export class Printer {
  constructor(private readonly profile: PolyglotProfile) {}

  query(query: Query): string {
    const ahead = query.with === undefined ? "" : this.withClause(query.with);
    if (query.query === "select") return ahead + this.select(query);
    if (query.query === "values") {
      return `${ahead}VALUES ${query.rows.map((row) => `(${this.list(row)})`).join(", ")}`;
    }
    const body =
      query.query === "set"
        ? `${this.query(query.left)} ${query.op} ${this.query(query.right)}`
        : `(${this.query(query.of)})`;
    return ahead + body + this.orderBy(query.orders) + this.limits(query);
  }

  private withClause(clause: NonNullable<Query["with"]>): string {
    const tables = clause.tables.map((table) => {
      const columns = table.columns.length > 0 ? ` (${this.names(table.columns)})` : "";
      return `${this.name(table.name)}${columns} AS (${this.query(table.query)})`;
    });
    return `WITH ${clause.recursive ? "RECURSIVE " : ""}${tables.join(", ")} `;
  }

  private select(query: SelectQuery): string {
    const items = query.items.map((item) => this.expression(item.of) + this.alias(item.alias));
    const windows = query.windows.map((window) => `${this.name(window.name)} AS (${this.window(window.over)})`);
    const by = query.limitBy;
    return [
      `SELECT ${query.distinct ? "DISTINCT " : ""}${items.join(", ")}`,
      query.from === undefined ? "" : ` FROM ${this.from(query.from)}`,
      query.prewhere === undefined ? "" : ` PREWHERE ${this.expression(query.prewhere)}`,
      query.where === undefined ? "" : ` WHERE ${this.expression(query.where)}`,
      query.groups.length > 0 ? ` GROUP BY ${this.list(query.groups)}` : "",
      ...query.groupSuffix.map((suffix) => ` ${suffix}`),
      query.having === undefined ? "" : ` HAVING ${this.expression(query.having)}`,
      windows.length > 0 ? ` WINDOW ${windows.join(", ")}` : "",
      this.orderBy(query.orders),
      by === undefined ? "" : ` LIMIT ${this.expression(by.limit)} BY ${this.list(by.of)}`,
      this.limits(query),
    ].join("");
  }

  from(clause: FromClause): string {
    const joins = clause.joins.map((join) => {
      const on = join.on === undefined ? "" : ` ON ${this.expression(join.on)}`;
      const using = join.using.length > 0 ? ` USING (${this.names(join.using)})` : "";
      return `${join.word === "," ? "," : ` ${join.word}`} ${this.fromItem(join.item)}${on}${using}`;
    });
    return clause.items.map((item) => this.fromItem(item)).join(", ") + joins.join("");
  }

  private fromItem(item: FromItem): string {
    if (item.item === "nested") return `(${this.from(item.from)})`;
    if (item.item === "numbers") return this.expression(item.call) + this.alias(item.alias);
    if (item.item === "derived") {
      const columns = item.columns.length > 0 ? ` (${this.names(item.columns)})` : "";
      return `(${this.query(item.query)})${this.alias(item.alias)}${columns}`;
    }
    const schema = item.schema === undefined ? "" : `${this.name(item.schema)}.`;
    return `${schema}${this.name(item.name)}${this.alias(item.alias)}${item.final ? " FINAL" : ""}`;
  }

  private limits({ limit, offset }: Limits): string {
    const rows = limit === undefined ? "" : ` LIMIT ${this.expression(limit)}`;
    return offset === undefined ? rows : `${rows} OFFSET ${this.expression(offset)}`;
  }

  private orderBy(orders: readonly Order[]): string {
    return orders.length > 0 ? ` ORDER BY ${this.orders(orders)}` : "";
  }

  private orders(orders: readonly Order[]): string {
    return orders
      .map((order) => {
        const nulls = order.nulls === undefined ? "" : ` NULLS ${order.nulls}`;
        return `${this.expression(order.of)}${order.descending ? " DESC" : ""}${nulls}`;
      })
      .join(", ");
  }

  private window(over: WindowFrame): string {
    return [
      over.partitions.length > 0 ? `PARTITION BY ${this.list(over.partitions)}` : "",
      over.orders.length > 0 ? `ORDER BY ${this.orders(over.orders)}` : "",
      over.frame ?? "",
    ]
      .filter((part) => part !== "")
      .join(" ");
  }

  private alias(alias: string | undefined): string {
    return alias === undefined ? "" : ` AS ${this.name(alias)}`;
  }

  private name(name: string): string {
    return this.profile.quoteName(name);
  }

  private names(names: readonly string[]): string {
    return names.map((name) => this.name(name)).join(", ");
  }

  private list(items: readonly Expression[]): string {
    return items.map((item) => this.expression(item)).join(", ");
  }

  private callText(name: string, args: readonly Expression[], distinct: boolean): string {
    return `${name}(${distinct ? "DISTINCT " : ""}${this.list(args)})`;
  }

  expression(node: Expression): string {
    const say = (part: Expression) => this.expression(part);
    const not = "negated" in node && node.negated ? "NOT " : "";
    switch (node.kind) {
      case "column":
        return node.path.map((part) => this.name(part)).join(".");
      case "star":
        return [...node.path.map((part) => this.name(part)), "*"].join(".");
      case "string":
        return this.profile.quoteString(node.value);
      case "placeholder":
        return this.profile.quoteString(node.standIn);
      case "number":
      case "word":
        return node.text;
      case "dated":
        return `${node.type} ${say(node.value)}`;
      case "binary":
        return `${say(node.left)} ${node.op} ${say(node.right)}`;
      case "unary":
        // A space, because two minus signs begin a comment.
        return `${node.op} ${say(node.of)}`;
      case "is":
        return `${say(node.of)} IS ${not}${node.what}`;
      case "between":
        return `${say(node.of)} ${not}BETWEEN ${say(node.low)} AND ${say(node.high)}`;
      case "in":
        return `${say(node.of)} ${node.global ? "GLOBAL " : ""}${not}IN (${this.list(node.list)})`;
      case "inQuery":
        return `${say(node.of)} ${node.global ? "GLOBAL " : ""}${not}IN (${this.query(node.query)})`;
      case "like": {
        const ending = node.escape === undefined ? "" : ` ESCAPE ${say(node.escape)}`;
        return `${say(node.left)} ${not}${node.op} ${say(node.right)}${ending}`;
      }
      case "case": {
        const whens = node.whens.map(({ when, result }) => ` WHEN ${say(when)} THEN ${say(result)}`).join("");
        const operand = node.operand === undefined ? "" : ` ${say(node.operand)}`;
        return `CASE${operand}${whens}${node.otherwise === undefined ? "" : ` ELSE ${say(node.otherwise)}`} END`;
      }
      case "cast":
        return `CAST(${say(node.of)} AS ${node.type})`;
      case "call": {
        const parameters = node.parameters === undefined ? "" : `(${this.list(node.parameters)})`;
        return this.callText(node.name + parameters, node.args, node.distinct);
      }
      case "groupConcat": {
        const separator = node.separator === undefined ? "" : ` SEPARATOR ${say(node.separator)}`;
        return `GROUP_CONCAT(${node.distinct ? "DISTINCT " : ""}${this.list(node.args)}${this.orderBy(node.orders)}${separator})`;
      }
      case "window":
        return `${say(node.call)} OVER ${typeof node.over === "string" ? this.name(node.over) : `(${this.window(node.over)})`}`;
      case "exists":
        return `EXISTS (${this.query(node.query)})`;
      case "scalar":
        return `(${this.query(node.query)})`;
      case "quantified":
        return `${say(node.left)} ${node.op} ${node.word} (${this.query(node.query)})`;
      case "tuple":
        return `(${this.list(node.items)})`;
      case "array":
        return `[${this.list(node.items)}]`;
      case "element":
        return `${say(node.of)}[${say(node.index)}]`;
      case "lambda":
        return `${node.names.length === 1 ? this.names(node.names) : `(${this.names(node.names)})`} -> ${say(node.body)}`;
      case "paren":
        return `(${say(node.of)})`;
      case "interval":
        return `INTERVAL ${say(node.of)} ${node.unit}`;
      case "extract":
        return `EXTRACT(${node.unit} FROM ${say(node.of)})`;
      case "trim": {
        const what = [node.side, node.characters === undefined ? "" : say(node.characters)].filter((x) => x !== "");
        return `TRIM(${what.join(" ")} FROM ${say(node.of)})`;
      }
      case "substring": {
        const length = node.length === undefined ? "" : ` FOR ${say(node.length)}`;
        return `SUBSTRING(${say(node.of)} FROM ${say(node.start)}${length})`;
      }
      case "collate":
        return `${say(node.of)} COLLATE ${node.name}`;
      default:
        throw notVerified();
    }
  }
}

import { conditionPlace, orderingPlace, valuePlace } from "@/lib/sql/dialects/expression-place";
import { derivedSelect } from "@/lib/sql/dialects/polyglot/derived-table";
import { type Locate, located } from "@/lib/sql/dialects/polyglot/lex";
import type { PolyglotReader } from "@/lib/sql/dialects/polyglot/parse-text";
import { Printer } from "@/lib/sql/dialects/polyglot/print";
import type { PolyglotProfile } from "@/lib/sql/dialects/polyglot/profile";
import { shadowedColumn } from "@/lib/sql/dialects/polyglot/shadowed-column";
import type {
  Expression,
  FromClause,
  FromItem,
  Join,
  Limits,
  Order,
  Query,
  SelectItem,
  SelectQuery,
  SetQuery,
} from "@/lib/sql/dialects/polyglot/tree";
import { type ExpressionOwner, visitExpression } from "@/lib/sql/dialects/polyglot/visit-expression";
import {
  emptyNamespace,
  findColumn,
  findRelation,
  isNamed,
  joinNamespaces,
  mergeUsing,
  type NameScope,
  type Namespace,
  namespaceOf,
  type ScopeColumn,
} from "@/lib/sql/name-scope";
import type { Placeholder } from "@/lib/sql/placeholders";
import {
  type CommonTable,
  type CommonTables,
  nothingHidden,
  outputColumn,
  outputNamespace,
  type QueryOutput,
  type QueryPlace,
  renamedOutput,
  withoutTypes,
} from "@/lib/sql/query-output";
import { constructNotAllowed, unknownColumn, unknownTable } from "@/lib/sql/refusals";
import type { SecurityContext, TableAccess } from "@/lib/sql/security-context";
import { hiddenColumns, innerAlias, maskOf, requireTable, visibleColumns } from "@/lib/sql/table-access";

type TableItem = Extract<FromItem, { item: "table" }>;
type ColumnNode = Extract<Expression, { kind: "column" }>;

/** As the PostgreSQL rewriter, over the guard's own tree and by MySQL's and ClickHouse's rules for names. */
export class SelectRewriter {
  readonly tables: TableAccess[] = [];
  readonly filled = new Set<string>();
  private readonly profile: PolyglotProfile;
  private readonly printer: Printer;
  private commonTableCount = 0;

  constructor(
    private readonly context: SecurityContext,
    private readonly reader: PolyglotReader,
    private readonly placeholders: ReadonlyMap<string, Placeholder>,
    private readonly locate: Locate,
  ) {
    this.profile = reader.profile;
    this.printer = new Printer(reader.profile);
  }

  rewrite(query: Query): void {
    this.query(query, { outer: undefined, commonTables: new Map(), top: true });
  }

  /** `first` hears the columns of the first arm before any other arm is read. */
  private query(query: Query, place: QueryPlace, first?: (output: QueryOutput) => void): QueryOutput {
    const here = { ...place, commonTables: this.withClause(query, place) };
    if (query.query === "set") return this.setOperation(query, here, first);
    const output = this.single(query, here, first);
    first?.(output);
    return output;
  }

  private single(
    query: Exclude<Query, SetQuery>,
    place: QueryPlace,
    first?: (output: QueryOutput) => void,
  ): QueryOutput {
    if (query.query === "select") return this.select(query, place);
    if (query.query === "values") {
      const owner = this.owner({ namespace: emptyNamespace, parent: place.outer }, place, nothingHidden);
      query.rows = query.rows.map((row) => row.map((item) => visitExpression(owner, item, valuePlace)));
      return { columns: (query.rows[0] ?? []).map(() => ({ name: undefined })), hidden: nothingHidden };
    }
    const output = this.query(query.of, place, first);
    this.modifiers(query, query.orders, this.outputOwner(output, place));
    return output;
  }

  private withClause(query: Query, place: QueryPlace): CommonTables {
    const known = new Map(place.commonTables);
    const clause = query.with;
    if (clause === undefined) return known;
    const { fold } = this.profile;
    const entries = clause.tables.map((_table): CommonTable => {
      this.commonTableCount += 1;
      return { freshName: `__c${this.commonTableCount}`, output: undefined };
    });
    if (new Set(clause.tables.map((table) => fold(table.name))).size < clause.tables.length)
      throw constructNotAllowed("Using one WITH name twice");
    // RECURSIVE lets a query name itself and those after it; without columns yet, they are no table.
    if (clause.recursive)
      clause.tables.forEach((table, index) => {
        known.set(fold(table.name), entries[index] as CommonTable);
      });
    clause.tables.forEach((table, index) => {
      const entry = entries[index] as CommonTable;
      const inner = { outer: place.outer, commonTables: new Map(known), top: false };
      const output = this.query(table.query, inner, (start) => {
        const columns = { columns: withoutTypes(start.columns), hidden: start.hidden };
        if (clause.recursive) entry.output = renamedOutput(columns, table.columns);
      });
      entry.output = renamedOutput(output, table.columns);
      known.set(fold(table.name), entry);
      table.name = entry.freshName;
    });
    return known;
  }

  private setOperation(query: SetQuery, place: QueryPlace, first?: (output: QueryOutput) => void): QueryOutput {
    const left = this.query(query.left, place, first);
    const right = this.query(query.right, place);
    const output = {
      columns: withoutTypes(left.columns),
      hidden: new Set([...left.hidden, ...right.hidden]),
    };
    this.modifiers(query, query.orders, this.outputOwner(output, place));
    return output;
  }

  private outputOwner(output: QueryOutput, place: QueryPlace): ExpressionOwner {
    return this.owner({ namespace: outputNamespace(output), parent: undefined }, place, nothingHidden);
  }

  private select(query: SelectQuery, place: QueryPlace): QueryOutput {
    const namespace = query.from === undefined ? emptyNamespace : this.from(query.from, emptyNamespace, place);
    const scope = { namespace, parent: place.outer };
    const aliases = new Set(
      query.items.flatMap(({ alias }) => (alias === undefined ? [] : [this.profile.fold(alias)])),
    );
    const late = this.owner(scope, place, aliases);
    const early = this.profile.aliasesEverywhere ? late : this.owner(scope, place, nothingHidden);
    if (this.profile.aliasesEverywhere && this.context.isTrusted) this.requirePlainConditions(query, namespace);
    if (place.top) for (const item of query.items) this.nameColumn(item);
    const output = this.selectList(query.items, early, scope);
    if (query.prewhere !== undefined) query.prewhere = visitExpression(early, query.prewhere, conditionPlace);
    if (query.where !== undefined) query.where = visitExpression(early, query.where, conditionPlace);
    query.groups = query.groups.map((item) => visitExpression(late, item, orderingPlace));
    if (query.having !== undefined) query.having = visitExpression(late, query.having, conditionPlace);
    for (const { over } of query.windows) {
      over.partitions = over.partitions.map((item) => visitExpression(late, item, orderingPlace));
      for (const order of over.orders) order.of = visitExpression(late, order.of, orderingPlace);
    }
    if (query.limitBy !== undefined) {
      query.limitBy.of = query.limitBy.of.map((item) => visitExpression(late, item, orderingPlace));
      query.limitBy.limit = visitExpression(late, query.limitBy.limit, valuePlace);
    }
    this.modifiers(query, query.orders, late);
    return output;
  }

  private requirePlainConditions(query: SelectQuery, namespace: Namespace): void {
    const shadowed = shadowedColumn(query, namespace, this.profile.fold);
    if (shadowed === undefined) return;
    const what = `"${shadowed.path.at(-1)}" in a condition, where the select list means something else by it,`;
    throw this.locate(constructNotAllowed(what, "give what the select list means another name"), shadowed.at);
  }

  /** A column without a name is called by its expression's text, which must not show how the guard writes names. */
  private nameColumn(item: SelectItem): void {
    if (item.alias !== undefined || item.of.kind === "column" || item.of.kind === "star") return;
    const printed = this.printer.expression(item.of);
    const label = printed.replaceAll("`", "");
    const plain = label !== printed && label.length <= 64 && !/[\s\\]$|\bSELECT\b|\\|_utf8mb4 x'/.test(label);
    if (plain && ![...this.placeholders.keys()].some((standIn) => label.includes(standIn))) item.alias = label;
  }

  private selectList(items: SelectItem[], owner: ExpressionOwner, scope: NameScope): QueryOutput {
    const columns: ScopeColumn[] = [];
    const hidden = new Set<string>();
    for (const item of items) {
      if (item.of.kind === "star") {
        const star = this.star(item.of, scope);
        columns.push(...star.columns);
        for (const name of star.hidden) hidden.add(name);
        if (item.alias !== undefined) throw owner.locate(constructNotAllowed("A name for a star"), item.of.at);
        continue;
      }
      const written = item.of.kind === "column" ? item.of.path.at(-1) : undefined;
      const type = item.of.kind === "column" ? owner.column({ ...item.of, path: [...item.of.path] })?.type : undefined;
      item.of = visitExpression(owner, item.of, valuePlace);
      columns.push(outputColumn(item.alias ?? written, type));
    }
    return { columns, hidden };
  }

  /** `*`, `t.*` or `db.t.*`. */
  private star(node: Extract<Expression, { kind: "star" }>, scope: NameScope): QueryOutput {
    const alias = node.path.at(-1);
    if (alias !== undefined) {
      const relation = findRelation(scope, alias, node.path.at(-2), this.profile.fold);
      if (relation === undefined || node.path.length > 2) throw this.locate(unknownTable(node.path.join(".")), node.at);
      node.path = [relation.alias ?? alias];
      return { columns: relation.columns, hidden: relation.hidden };
    }
    if (scope.namespace.relations.length === 0) throw constructNotAllowed("SELECT * without FROM");
    const hidden = new Set(scope.namespace.relations.flatMap((relation) => [...relation.hidden]));
    return { columns: scope.namespace.columns.map((entry) => entry.column), hidden };
  }

  private from(clause: FromClause, before: Namespace, place: QueryPlace): Namespace {
    const { fold } = this.profile;
    let names = emptyNamespace;
    clause.items = clause.items.map((item) => {
      const [read, own] = this.fromItem(item, joinNamespaces(before, names, fold), place);
      names = joinNamespaces(names, own, fold);
      return read;
    });
    for (const join of clause.joins) names = this.join(join, names, before, place);
    return names;
  }

  private join(join: Join, left: Namespace, before: Namespace, place: QueryPlace): Namespace {
    const [item, right] = this.fromItem(join.item, joinNamespaces(before, left, this.profile.fold), place);
    join.item = item;
    const joined = this.joinNames(join, left, right);
    if (join.on !== undefined) {
      const scope = { namespace: joined, parent: { namespace: before, parent: place.outer } };
      join.on = visitExpression(this.owner(scope, place, nothingHidden), join.on, conditionPlace);
    }
    return joined;
  }

  private joinNames(join: Join, left: Namespace, right: Namespace): Namespace {
    const { fold } = this.profile;
    if (!join.word.includes("NATURAL")) {
      if (join.using.length === 0) return joinNamespaces(left, right, fold);
      return located(this.locate, startOf(join.item), () => mergeUsing(left, right, join.using, fold));
    }
    if ([...left.relations, ...right.relations].some((relation) => relation.hidden.size > 0))
      throw this.locate(constructNotAllowed("NATURAL JOIN", "name the columns with USING"), startOf(join.item));
    const shared = left.columns.flatMap(({ column: { name } }) =>
      name !== undefined && right.columns.some(({ column }) => isNamed(column, name, fold)) ? [name] : [],
    );
    return mergeUsing(left, right, shared, fold);
  }

  private fromItem(item: FromItem, before: Namespace, place: QueryPlace): [FromItem, Namespace] {
    if (item.item === "nested") return [item, this.from(item.from, before, place)];
    if (item.item === "table") return this.table(item, place);
    if (item.item === "numbers") return [item, this.profile.numbersColumns(item.call, item.alias)];
    // A derived table does not see its neighbours: neither server has LATERAL for the grammar that is accepted.
    const output = this.query(item.query, { ...place, top: false });
    const alias = item.alias === undefined ? undefined : this.checkedAlias(item.alias, item.at);
    const { columns, hidden } = renamedOutput(output, item.columns);
    return [item, namespaceOf({ alias, columns, hidden })];
  }

  private table(item: TableItem, place: QueryPlace): [FromItem, Namespace] {
    const common = item.schema === undefined ? place.commonTables.get(this.profile.fold(item.name)) : undefined;
    const alias = this.checkedAlias(item.alias ?? item.name, item.at);
    if (common === undefined) return this.baseTable(item, alias);
    if (common.output === undefined || item.final) throw this.locate(unknownTable(item.name), item.at);
    const { columns, hidden } = common.output;
    return [{ ...item, name: common.freshName, alias }, namespaceOf({ alias, columns, hidden })];
  }

  private baseTable(item: TableItem, alias: string): [FromItem, Namespace] {
    const { fold } = this.profile;
    const table = located(this.locate, item.at, () => this.requireTable(item));
    const hidden = hiddenColumns(table, fold);
    const query = derivedSelect(this.reader, table, item.final);
    this.tables.push(table);
    const columns = visibleColumns(table, fold).map(({ name, type }) =>
      maskOf(table, name, fold) === undefined ? { name, type } : { name },
    );
    const own = item.alias === undefined ? { schema: table.schema } : {};
    return [
      { item: "derived", query, alias, columns: [], at: item.at },
      namespaceOf({ alias, ...own, columns, table, hidden }),
    ];
  }

  /** A name in its exact spelling goes first: some servers tell tables apart by case, others do not. */
  private requireTable(item: TableItem): TableAccess {
    const schema = item.schema ?? this.context.defaultSchema;
    const exact = this.context.tables.some((table) => table.schema === schema && table.name === item.name);
    return requireTable(this.context, item.schema, item.name, exact ? (name) => name : this.profile.fold);
  }

  private checkedAlias(alias: string, at: number): string {
    if (alias.toLowerCase() === innerAlias) throw this.locate(constructNotAllowed(`The alias "${innerAlias}"`), at);
    return alias;
  }

  private modifiers(limits: Limits, orders: readonly Order[], owner: ExpressionOwner): void {
    for (const order of orders) order.of = visitExpression(owner, order.of, orderingPlace);
    if (limits.limit !== undefined) limits.limit = wholeNumber(visitExpression(owner, limits.limit, valuePlace));
    if (limits.offset !== undefined) limits.offset = wholeNumber(visitExpression(owner, limits.offset, valuePlace));
  }

  private owner(scope: NameScope, place: QueryPlace, aliases: ReadonlySet<string>): ExpressionOwner {
    return {
      profile: this.profile,
      locate: this.locate,
      placeholders: this.placeholders,
      values: this.context.placeholders,
      filled: this.filled,
      column: (node) => located(this.locate, node.at, () => this.column(node, scope, aliases)),
      subquery: (query) => {
        this.query(query, { ...place, outer: scope, top: false });
      },
      withNames: (names) => {
        const parameters = { alias: undefined, columns: names.map((name) => ({ name })), hidden: nothingHidden };
        return this.owner({ namespace: namespaceOf(parameters), parent: scope }, place, aliases);
      },
    };
  }

  /** Columns of this FROM come first, then names of the select list, then the queries around. */
  private column(node: ColumnNode, scope: NameScope, aliases: ReadonlySet<string>): ScopeColumn {
    const { fold } = this.profile;
    const name = node.path.at(-1) ?? "";
    if (node.path.length > 1) return this.dotted(node, name, scope);
    const near = findColumn({ namespace: scope.namespace, parent: undefined }, name, fold);
    if (near !== undefined) return near.column;
    if (aliases.has(fold(name))) return { name };
    const far = findColumn(scope, name, fold);
    if (far === undefined) throw unknownColumn(name);
    return far.column;
  }

  /** `table.column` or `schema.table.column`; what stands in the table's place has no schema. */
  private dotted(node: ColumnNode, name: string, scope: NameScope): ScopeColumn {
    const { fold } = this.profile;
    const [alias = "", schema] = node.path.slice(0, -1).reverse();
    const relation = node.path.length > 3 ? undefined : findRelation(scope, alias, schema, fold);
    const own = relation?.columns.filter((column) => isNamed(column, name, fold)) ?? [];
    const [column, ...more] = own;
    if (relation === undefined || column === undefined || more.length > 0) throw unknownColumn(node.path.join("."));
    node.path = [relation.alias ?? alias, name];
    return column;
  }
}

function startOf(item: FromItem): number | undefined {
  return "at" in item ? item.at : undefined;
}

function wholeNumber(node: Expression): Expression {
  const of = node.kind === "string" ? { kind: "number" as const, text: node.value } : node;
  if (of.kind !== "number" || !/^\d{1,19}$/.test(of.text)) throw constructNotAllowed("A LIMIT that is no plain number");
  return of;
}

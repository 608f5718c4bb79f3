import { isLosslessNumber } from "lossless-json";
import { tableFunctions, valueKeywords } from "@/lib/sql/dialects/duckdb/allowed-names";
import type { Locate } from "@/lib/sql/dialects/duckdb/check-tree";
import type { PolicyTemplates } from "@/lib/sql/dialects/duckdb/compile-policy";
import { booleanNode } from "@/lib/sql/dialects/duckdb/constants";
import { addFence, derivedSelect } from "@/lib/sql/dialects/duckdb/derived-table";
import { fold } from "@/lib/sql/dialects/duckdb/fold";
import { type ColumnTypes, containsAggregate, isLeakSafe } from "@/lib/sql/dialects/duckdb/leak-safety";
import {
  columnNode,
  isObject,
  listOf,
  objectOf,
  type TreeObject,
  type TreeValue,
  textOf,
} from "@/lib/sql/dialects/duckdb/tree";
import { type ExpressionOwner, visitExpression } from "@/lib/sql/dialects/duckdb/visit-expression";
import { conditionPlace, orderingPlace, valuePlace } from "@/lib/sql/dialects/expression-place";
import {
  computedType,
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
  needsFence,
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
import { SqlRefusal } from "@/lib/sql/sql-refusal";
import { hiddenColumns, innerAlias, maskOf, requireTable, visibleColumns } from "@/lib/sql/table-access";

export interface ReadTable {
  readonly table: TableAccess;
  readonly select: TreeObject;
}

const maximumSeries = 1_000_000;

/** As the PostgreSQL rewriter, over DuckDB's tree and by DuckDB's rules for names. */
export class SelectRewriter {
  readonly reads: ReadTable[] = [];
  readonly filled = new Set<string>();
  /** A condition was met that could tell something about rows the policies hide. */
  leaky = false;
  private commonTableCount = 0;
  private readonly columnTypes: ColumnTypes = new WeakMap();

  constructor(
    private readonly context: SecurityContext,
    private readonly templates: PolicyTemplates,
    private readonly placeholders: ReadonlyMap<string, Placeholder>,
    private readonly locate: Locate,
  ) {}

  rewrite(node: TreeObject): void {
    this.query(node, { outer: undefined, commonTables: new Map(), top: true });
    if (!this.leaky) return;
    for (const read of this.reads) if (needsFence(read.table)) addFence(read.select);
  }

  private query(node: TreeObject, place: QueryPlace): QueryOutput {
    const here = { ...place, commonTables: this.withClause(node, place) };
    if (node.type === "SELECT_NODE") return this.select(node, here);
    if (node.type === "SET_OPERATION_NODE") return this.setOperation(node, here);
    throw constructNotAllowed("A recursive query outside WITH");
  }

  private withClause(node: TreeObject, place: QueryPlace): CommonTables {
    const known = new Map(place.commonTables);
    const own = new Set<string>();
    for (const item of listOf(objectOf(node.cte_map).map).map(objectOf)) {
      const name = fold(textOf(item.key));
      if (own.has(name)) throw constructNotAllowed("Using one WITH name twice");
      own.add(name);
      this.commonTableCount += 1;
      const entry: CommonTable = { freshName: `__c${this.commonTableCount}`, output: undefined };
      const value = objectOf(item.value);
      const query = objectOf(objectOf(value.query).node);
      const inner = { outer: place.outer, commonTables: new Map(known), top: false };
      const aliases = listOf(value.aliases).map(textOf);
      if (query.type === "RECURSIVE_CTE_NODE") this.recursive(query, name, entry, aliases, inner);
      else entry.output = renamedOutput(this.query(query, inner), aliases);
      item.key = entry.freshName;
      known.set(name, entry);
    }
    return known;
  }

  /** The first arm gives a recursive query its columns, and is read before the second, which may name the query. */
  private recursive(
    node: TreeObject,
    name: string,
    entry: CommonTable,
    aliases: readonly string[],
    place: QueryPlace,
  ): void {
    const commonTables = new Map(this.withClause(node, place));
    const first = this.query(objectOf(node.left), { ...place, commonTables });
    const output = { columns: withoutTypes(first.columns), hidden: first.hidden };
    entry.output = renamedOutput(output, aliases);
    commonTables.set(name, entry);
    this.query(objectOf(node.right), { ...place, commonTables });
    this.modifiers(
      node,
      this.owner({ namespace: outputNamespace(entry.output), parent: undefined }, place, nothingHidden),
    );
    node.cte_name = entry.freshName;
  }

  private setOperation(node: TreeObject, place: QueryPlace): QueryOutput {
    const left = this.query(objectOf(node.left), place);
    const right = this.query(objectOf(node.right), place);
    const added =
      node.setop_type === "UNION_BY_NAME"
        ? right.columns.filter((column) => !left.columns.some((own) => sameName(own, column)))
        : [];
    const output = {
      columns: withoutTypes([...left.columns, ...added]),
      hidden: new Set([...left.hidden, ...right.hidden]),
    };
    this.modifiers(node, this.owner({ namespace: outputNamespace(output), parent: undefined }, place, nothingHidden));
    return output;
  }

  private select(node: TreeObject, place: QueryPlace): QueryOutput {
    const [reference, namespace] = this.reference(objectOf(node.from_table), emptyNamespace, place);
    node.from_table = reference;
    const scope = { namespace, parent: place.outer };
    const aliases = new Set(listOf(node.select_list).flatMap((item) => aliasOf(objectOf(item))));
    const owner = this.owner(scope, place, aliases);
    const output = this.selectList(node, owner, scope, place);
    for (const part of ["where_clause", "having", "qualify"]) {
      if (node[part] !== undefined) node[part] = this.condition(owner, node[part], part === "where_clause");
    }
    if (node.group_expressions !== undefined) {
      node.group_expressions = listOf(node.group_expressions).map((item) =>
        visitExpression(owner, item, orderingPlace),
      );
    }
    this.modifiers(node, owner);
    return output;
  }

  private selectList(node: TreeObject, owner: ExpressionOwner, scope: NameScope, place: QueryPlace): QueryOutput {
    const columns: ScopeColumn[] = [];
    const hidden = new Set<string>();
    node.select_list = listOf(node.select_list).map((item) => {
      const fields = objectOf(item);
      if (fields.class === "STAR") {
        const star = this.star(fields, owner, scope);
        columns.push(...star.columns);
        for (const name of star.hidden) hidden.add(name);
        return fields;
      }
      const visited = objectOf(visitExpression(owner, fields, valuePlace));
      if (!place.top && !containsAggregate(visited)) this.noteCondition(visited);
      if (containsStar(visited)) {
        columns.push(...withoutTypes(scope.namespace.columns.map((entry) => entry.column)));
        return visited;
      }
      const type = this.columnTypes.get(visited);
      const name = aliasOf(visited)[0] ?? listOf(visited.column_names).map(textOf).at(-1);
      columns.push(outputColumn(name, type));
      return visited;
    });
    return { columns, hidden };
  }

  /** `*`, `t.*` or COLUMNS, which the engine expands to what the derived tables offer; only visible names may be given. */
  private star(fields: TreeObject, owner: ExpressionOwner, scope: NameScope): QueryOutput {
    const all = this.starColumns(fields, scope);
    const excluded = [...listOf(fields.exclude_list), ...listOf(fields.qualified_exclude_list)].map(starName);
    const replacements = listOf(fields.replace_list).map(objectOf);
    const renamings = listOf(fields.rename_list).map(objectOf);
    const named = [...excluded, ...[...replacements, ...renamings].map((item) => starName(item.key))];
    for (const name of named) {
      if (!all.columns.some((column) => isNamed(column, name, fold)))
        throw owner.locate(unknownColumn(name), fields.query_location);
    }
    for (const item of replacements) {
      item.value = visitExpression(owner, item.value, valuePlace);
      this.noteCondition(item.value);
    }
    if (fields.expr !== undefined) {
      fields.expr = visitExpression(owner, fields.expr, valuePlace);
      return { columns: withoutTypes(all.columns), hidden: all.hidden };
    }
    const kept = all.columns.filter((column) => !excluded.some((name) => isNamed(column, name, fold)));
    const columns = kept.map((column) => {
      const renaming = renamings.find((item) => isNamed(column, starName(item.key), fold));
      const replaced = replacements.some((item) => isNamed(column, starName(item.key), fold));
      if (renaming !== undefined) return { ...column, name: textOf(renaming.value) };
      return replaced ? { name: column.name } : column;
    });
    return { columns, hidden: all.hidden };
  }

  private starColumns(fields: TreeObject, scope: NameScope): QueryOutput {
    const alias = textOf(fields.relation_name);
    if (alias !== "") {
      const relation = findRelation(scope, alias, undefined, fold);
      // The fields of a column that holds a struct: named by nobody here, so none of them can be written outside.
      if (relation === undefined && findColumn(scope, alias, fold) !== undefined)
        return { columns: [], hidden: nothingHidden };
      if (relation === undefined) throw this.locate(unknownTable(alias), fields.query_location);
      return { columns: relation.columns, hidden: relation.hidden };
    }
    if (scope.namespace.relations.length === 0)
      throw this.locate(constructNotAllowed("SELECT * without FROM"), fields.query_location);
    const hidden = new Set(scope.namespace.relations.flatMap((relation) => [...relation.hidden]));
    return { columns: scope.namespace.columns.map((entry) => entry.column), hidden };
  }

  private reference(node: TreeObject, before: Namespace, place: QueryPlace): [TreeObject, Namespace] {
    switch (node.type) {
      case "EMPTY":
        return [node, emptyNamespace];
      case "BASE_TABLE":
        return this.table(node, place);
      case "SUBQUERY":
        return [node, this.subquery(node, before, place)];
      case "TABLE_FUNCTION":
        return [node, this.tableFunction(node, before, place)];
      case "EXPRESSION_LIST":
        return [node, this.values(node, before, place)];
      default:
        return [node, this.join(node, before, place)];
    }
  }

  private table(node: TreeObject, place: QueryPlace): [TreeObject, Namespace] {
    const name = textOf(node.table_name);
    const schema = node.schema_name === undefined || node.schema_name === "" ? undefined : textOf(node.schema_name);
    if (node.catalog_name !== undefined && node.catalog_name !== "") {
      throw this.locate(unknownTable([textOf(node.catalog_name), schema, name].join(".")), node.query_location);
    }
    const common = schema === undefined ? place.commonTables.get(fold(name)) : undefined;
    return common === undefined ? this.baseTable(node, schema, name) : this.commonTable(node, name, common);
  }

  private commonTable(node: TreeObject, name: string, common: CommonTable): [TreeObject, Namespace] {
    if (common.output === undefined) throw this.locate(unknownTable(name), node.query_location);
    const alias = this.aliasName(node, name);
    node.table_name = common.freshName;
    node.alias = alias;
    const { columns, hidden } = renamedOutput(common.output, listOf(node.column_name_alias).map(textOf));
    return [node, namespaceOf({ alias, columns, hidden })];
  }

  private baseTable(node: TreeObject, schema: string | undefined, name: string): [TreeObject, Namespace] {
    const table = this.located(node, () => requireTable(this.context, schema, name, fold));
    const alias = this.aliasName(node, name);
    const hidden = hiddenColumns(table, fold);
    const renames = listOf(node.column_name_alias).map(textOf);
    if (renames.length > 0 && hidden.size > 0) {
      throw this.locate(
        constructNotAllowed("A column list after a table", "rename the columns in a subquery"),
        node.query_location,
      );
    }
    const select = derivedSelect(this.templates, table);
    this.reads.push({ table, select });
    const columns = visibleColumns(table, fold).map((column, index) => {
      // What a dataset computes may fail for rows that its own conditions hide.
      if (table.dataset) return { name: column.name, computed: true as const };
      if (maskOf(table, column.name, fold) === undefined) return { name: column.name, type: column.type };
      const mask = listOf(select.select_list)[index];
      return isConstant(mask) ? { name: column.name } : { name: column.name, computed: true as const };
    });
    const own = aliasOf(node).length > 0 ? {} : { schema: table.schema };
    const output = renamedOutput({ columns, hidden }, renames);
    const relation = { alias, ...own, columns: output.columns, ...(renames.length > 0 ? {} : { table }), hidden };
    const list = renames.length > 0 ? { column_name_alias: renames } : {};
    // Of visible rows: how many of a fixed number drawn from the table are visible would tell how many are not.
    const sample = node.sample === undefined ? {} : { sample: node.sample };
    return [{ type: "SUBQUERY", alias, subquery: { node: select }, ...sample, ...list }, namespaceOf(relation)];
  }

  private subquery(node: TreeObject, before: Namespace, place: QueryPlace): Namespace {
    const outer = { namespace: before, parent: place.outer };
    const output = this.query(objectOf(objectOf(node.subquery).node), { ...place, outer, top: false });
    const alias = aliasOf(node).length > 0 ? this.aliasName(node, "") : undefined;
    const { columns, hidden } = renamedOutput(output, listOf(node.column_name_alias).map(textOf));
    return namespaceOf({ alias, columns, hidden });
  }

  private values(node: TreeObject, before: Namespace, place: QueryPlace): Namespace {
    const owner = this.owner({ namespace: before, parent: place.outer }, place, nothingHidden);
    const rows = listOf(node.values).map((row) => listOf(row).map((item) => visitExpression(owner, item, valuePlace)));
    node.values = rows;
    const columns = (rows[0] ?? []).map((_, index) => ({ name: `col${index}` }));
    const output = renamedOutput({ columns, hidden: nothingHidden }, listOf(node.column_name_alias).map(textOf));
    return namespaceOf({ alias: aliasOf(node)[0], columns: output.columns, hidden: nothingHidden });
  }

  private tableFunction(node: TreeObject, before: Namespace, place: QueryPlace): Namespace {
    const call = objectOf(node.function);
    const name = textOf(call.function_name).toLowerCase();
    const offered = tableFunctions.get(name);
    if (call.class !== "FUNCTION" || offered === undefined || call.schema !== undefined) {
      throw this.locate(constructNotAllowed(`${textOf(call.function_name) || "This"} in FROM`), node.query_location);
    }
    const owner = this.owner({ namespace: before, parent: place.outer }, place, nothingHidden);
    visitExpression(owner, call, valuePlace);
    if (name === "range" || name === "generate_series") this.checkSeries(call, node);
    if (!listOf(call.children).every((argument) => objectOf(argument).class === "CONSTANT")) this.leaky = true;
    const alias = aliasOf(node).length > 0 ? this.aliasName(node, name) : name;
    const columns: ScopeColumn[] = offered.map((column) => ({ name: column }));
    if (node.with_ordinality === "WITH_ORDINALITY") columns.push({ name: "ordinality" });
    const output = renamedOutput({ columns, hidden: nothingHidden }, listOf(node.column_name_alias).map(textOf));
    return namespaceOf({ alias, columns: output.columns, hidden: nothingHidden });
  }

  /** A series of numbers must be short and its ends constants, so that its length is known before it is made. */
  private checkSeries(call: TreeObject, node: TreeObject): void {
    const ends = listOf(call.children).map((child) => {
      const value = objectOf(objectOf(child).value).value;
      return isLosslessNumber(value) ? Math.abs(Number(value.value)) : undefined;
    });
    const numeric = ends.every((end) => end !== undefined);
    const temporal =
      listOf(call.children).every((child) => objectOf(child).class !== "COLUMN_REF") &&
      ends.every((end) => end === undefined);
    if (numeric ? ends.some((end) => (end ?? 0) > maximumSeries) : !temporal) {
      throw this.locate(constructNotAllowed("A series this long or without constant ends"), node.query_location);
    }
  }

  private join(node: TreeObject, before: Namespace, place: QueryPlace): Namespace {
    spellOutCrossJoins(node);
    const [left, leftNames] = this.reference(objectOf(node.left), before, place);
    const [right, rightNames] = this.reference(objectOf(node.right), joinNamespaces(before, leftNames, fold), place);
    node.left = left;
    node.right = right;
    const joined = this.joinNames(node, leftNames, rightNames);
    if (node.condition !== undefined) {
      const both = this.owner(
        { namespace: joined, parent: { namespace: before, parent: place.outer } },
        place,
        nothingHidden,
      );
      node.condition = this.condition(both, node.condition, true);
    }
    const onlyLeft = node.join_type === "SEMI" || node.join_type === "ANTI";
    const visible = onlyLeft ? leftNames : joined;
    if (aliasOf(node).length > 0) throw this.locate(constructNotAllowed("An alias for a join"), node.query_location);
    return visible;
  }

  private joinNames(node: TreeObject, left: Namespace, right: Namespace): Namespace {
    if (node.ref_type === "NATURAL") {
      if ([...left.relations, ...right.relations].some((relation) => relation.hidden.size > 0)) {
        throw this.locate(constructNotAllowed("NATURAL JOIN", "name the columns with USING"), node.query_location);
      }
      const shared = left.columns.filter(({ column }) => right.columns.some((other) => sameName(other.column, column)));
      return this.using(
        node,
        left,
        right,
        shared.map(({ column }) => column.name ?? ""),
      );
    }
    const names = listOf(node.using_columns).map(textOf);
    return names.length > 0 ? this.using(node, left, right, names) : joinNamespaces(left, right, fold);
  }

  private using(node: TreeObject, left: Namespace, right: Namespace, names: readonly string[]): Namespace {
    const merged = this.located(node, () => mergeUsing(left, right, names, fold));
    for (const name of names) {
      const [a, b] = [left, right].map((side) => {
        const column = columnNode(name);
        const meant = side.columns.find((entry) => isNamed(entry.column, name, fold))?.column;
        const type = meant?.computed ? computedType : meant?.type;
        if (type !== undefined) this.columnTypes.set(column, type);
        return column;
      });
      this.noteCondition({ class: "COMPARISON", left: a, right: b });
    }
    return merged;
  }

  private aliasName(node: TreeObject, name: string): string {
    const alias = aliasOf(node)[0] ?? name;
    if (fold(alias) === innerAlias)
      throw this.locate(constructNotAllowed(`The alias "${innerAlias}"`), node.query_location);
    return alias;
  }

  private modifiers(node: TreeObject, owner: ExpressionOwner): void {
    for (const modifier of listOf(node.modifiers).map(objectOf)) {
      for (const order of listOf(modifier.orders).map(objectOf)) {
        if (!isOrderAll(order.expression)) order.expression = visitExpression(owner, order.expression, orderingPlace);
      }
      if (modifier.distinct_on_targets !== undefined) {
        modifier.distinct_on_targets = listOf(modifier.distinct_on_targets).map((item) =>
          visitExpression(owner, item, orderingPlace),
        );
      }
      for (const limit of ["limit", "offset"]) {
        if (modifier[limit] !== undefined) modifier[limit] = visitExpression(owner, modifier[limit], valuePlace);
      }
    }
  }

  /** A part of HAVING or QUALIFY that holds an aggregate or window is computed over visible rows. */
  private condition(owner: ExpressionOwner, node: TreeValue, always: boolean): TreeValue {
    const visited = visitExpression(owner, node, conditionPlace);
    const fields = objectOf(visited);
    const parts = fields.type === "CONJUNCTION_AND" ? listOf(fields.children) : [visited];
    for (const part of parts) if (always || !containsAggregate(part)) this.noteCondition(part);
    return visited;
  }

  private noteCondition(node: TreeValue): void {
    if (!isLeakSafe(node, this.columnTypes)) this.leaky = true;
  }

  private owner(scope: NameScope, place: QueryPlace, aliases: ReadonlySet<string>): ExpressionOwner {
    return {
      locate: this.locate,
      placeholders: this.placeholders,
      values: this.context.placeholders,
      filled: this.filled,
      column: (fields) => this.column(fields, scope, aliases),
      subquery: (fields) => {
        this.query(objectOf(objectOf(fields.subquery).node), { ...place, outer: scope, top: false });
      },
      star: (fields) => {
        this.star(fields, this.owner(scope, place, aliases), scope);
      },
      withNames: (names) => {
        const parameters = { alias: undefined, columns: names.map((name) => ({ name })), hidden: nothingHidden };
        return this.owner({ namespace: namespaceOf(parameters), parent: scope }, place, aliases);
      },
    };
  }

  private column(fields: TreeObject, scope: NameScope, aliases: ReadonlySet<string>): ScopeColumn | undefined {
    const names = listOf(fields.column_names).map(textOf);
    return this.located(fields, () => {
      const found =
        names.length === 1 ? this.bareColumn(names[0] ?? "", scope, aliases) : dottedColumn(fields, names, scope);
      const type = found?.computed ? computedType : found?.type;
      if (type !== undefined) this.columnTypes.set(fields, type);
      return found;
    });
  }

  /** Columns of this FROM come first, then names of the select list, then the queries around. */
  private bareColumn(name: string, scope: NameScope, aliases: ReadonlySet<string>): ScopeColumn | undefined {
    const near = findColumn({ namespace: scope.namespace, parent: undefined }, name, fold);
    if (near !== undefined) return near.column;
    // A name of the select list stands for its expression, which a condition would then run.
    if (aliases.has(fold(name))) return { name, computed: true };
    const far = findColumn(scope, name, fold);
    if (far !== undefined) return far.column;
    if (valueKeywords.has(fold(name))) return undefined;
    const relation = findRelation(scope, name, undefined, fold);
    if (relation === undefined) throw unknownColumn(name);
    return relation.columns.some((column) => column.computed) ? { name, computed: true } : { name };
  }

  private located<T>(fields: TreeObject, action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw error instanceof SqlRefusal ? this.locate(error, fields.query_location) : error;
    }
  }
}

/** `table.column`, `schema.table.column`, or a look into a column: `column.field`. */
function dottedColumn(fields: TreeObject, names: readonly string[], scope: NameScope): ScopeColumn | undefined {
  const [first = "", second = "", third = ""] = names;
  const relation = findRelation(scope, first, undefined, fold);
  const own = relation?.columns.filter((column) => isNamed(column, second, fold)) ?? [];
  if (own.length === 1) return names.length === 2 ? own[0] : undefined;
  if (own.length > 1) throw unknownColumn(names.join("."));
  const qualified = names.length > 2 ? findRelation(scope, second, first, fold) : undefined;
  const column = qualified?.columns.find((candidate) => isNamed(candidate, third, fold));
  if (qualified !== undefined && column !== undefined) {
    fields.column_names = names.slice(1);
    return names.length === 3 ? column : undefined;
  }
  if (relation === undefined && findColumn(scope, first, fold) !== undefined) return undefined;
  throw unknownColumn(names.join("."));
}

/** An expression over COLUMNS becomes one for each column, under that column's name. */
function containsStar(value: TreeValue): boolean {
  if (Array.isArray(value)) return value.some(containsStar);
  if (!isObject(value) || value.class === "SUBQUERY") return false;
  return value.class === "STAR" || Object.values(value).some(containsStar);
}

/** A column's name as EXCLUDE, REPLACE and RENAME hold it: bare, or behind its table. */
function starName(value: TreeValue): string {
  return typeof value === "string" ? value : textOf(objectOf(value).column);
}

/**
 * The printer writes every cross join as a comma, which binds less tightly than JOIN does: inside another join it has to
 * be an inner join on TRUE.
 */
function spellOutCrossJoins(node: TreeObject): void {
  for (const side of ["left", "right"]) {
    const inner = objectOf(node[side]);
    const chained = node.ref_type === "CROSS" && side === "left";
    if (inner.type !== "JOIN" || inner.ref_type !== "CROSS" || chained) continue;
    inner.ref_type = "REGULAR";
    inner.condition = booleanNode(true);
  }
}

function aliasOf(fields: TreeObject): string[] {
  return typeof fields.alias === "string" && fields.alias !== "" ? [fields.alias].map((alias) => alias) : [];
}

function isConstant(node: TreeValue): boolean {
  const fields = objectOf(node);
  return fields.class === "CONSTANT" || (fields.class === "CAST" && objectOf(fields.child).class === "CONSTANT");
}

function sameName(a: ScopeColumn, b: ScopeColumn): boolean {
  return a.name !== undefined && isNamed(b, a.name, fold);
}

function isOrderAll(node: TreeValue): boolean {
  const fields = objectOf(node);
  const rest = Object.keys(fields).filter(
    (key) => !["class", "type", "query_location", "columns", "exclude_list"].includes(key),
  );
  return (
    fields.class === "STAR" && fields.columns === true && rest.length === 0 && listOf(fields.exclude_list).length === 0
  );
}

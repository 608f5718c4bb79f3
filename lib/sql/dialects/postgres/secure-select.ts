import { conditionPlace, type ExpressionPlace, orderingPlace, valuePlace } from "@/lib/sql/dialects/expression-place";
import { rowFunctions } from "@/lib/sql/dialects/postgres/allowed-names";
import { functionName, type Locate } from "@/lib/sql/dialects/postgres/check-tree";
import { integerNode } from "@/lib/sql/dialects/postgres/constants";
import { derivedSelect, exactly, type ReadOptions } from "@/lib/sql/dialects/postgres/derived-table";
import { type MeantColumns, ungroupedColumn } from "@/lib/sql/dialects/postgres/grouped-columns";
import { type ColumnTypes, containsAggregate, isLeakproof } from "@/lib/sql/dialects/postgres/leakproof";
import { outputName } from "@/lib/sql/dialects/postgres/output-names";
import type { RowFields } from "@/lib/sql/dialects/postgres/row-fields";
import {
  fieldsOf,
  kindOf,
  listOf,
  objectOf,
  stringNode,
  type TreeObject,
  type TreeValue,
  textOf,
} from "@/lib/sql/dialects/postgres/tree";
import { type ExpressionOwner, visitChildren, visitExpression } from "@/lib/sql/dialects/postgres/visit-expression";
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
  type Relation,
  resolveQualified,
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
  renamedColumns,
  withoutTypes,
} from "@/lib/sql/query-output";
import { constructNotAllowed, unknownColumn, unknownTable } from "@/lib/sql/refusals";
import type { SecurityContext, TableAccess } from "@/lib/sql/security-context";
import { hiddenColumns, innerAlias, maskOf, requireTable, visibleColumns } from "@/lib/sql/table-access";

export interface ReadTable {
  readonly table: TableAccess;
  readonly select: TreeObject;
  readonly options: ReadOptions;
}

/**
 * Rewrites a checked SELECT in place so that each read of a table goes through a derived table of visible columns and
 * rows. Every name is resolved against what those derived tables offer, exactly as the engine will: a name that means
 * nothing there refuses here, with the same words whether it is hidden or invented.
 */
export class SelectRewriter {
  readonly reads: ReadTable[] = [];
  readonly commonTableNames = new Set<string>();
  readonly filled = new Set<string>();
  /** A condition was met that could tell something about rows the policies hide. */
  leaky = false;
  private readonly columnTypes: ColumnTypes = new WeakMap();
  private readonly meantColumns: MeantColumns = new WeakMap();

  constructor(
    private readonly context: SecurityContext,
    private readonly placeholders: ReadonlyMap<string, Placeholder>,
    private readonly locate: Locate,
    private readonly rowFields: RowFields = new WeakSet(),
  ) {}

  rewrite(select: TreeObject): void {
    this.select(select, { outer: undefined, commonTables: new Map(), top: true });
    if (!this.leaky) return;
    for (const read of this.reads) if (needsFence(read.table)) addFence(read.select);
  }

  private select(select: TreeObject, place: QueryPlace): QueryOutput {
    const commonTables = this.withClause(select, place);
    const here = { ...place, commonTables };
    if (select.op !== "SETOP_NONE") return this.setOperation(select, here);
    if (select.valuesLists !== undefined) return this.values(select, here);
    return this.plainSelect(select, here);
  }

  private withClause(select: TreeObject, place: QueryPlace): CommonTables {
    const clause = objectOf(select.withClause);
    const items = listOf(clause.ctes).map((item) => objectOf(fieldsOf(item, "CommonTableExpr")));
    const known = new Map(place.commonTables);
    const own = items.map((item) => {
      const freshName = `__c${this.commonTableNames.size + 1}`;
      this.commonTableNames.add(freshName);
      return { item, entry: { freshName, output: undefined } as CommonTable, name: String(item.ctename) };
    });
    if (clause.recursive) for (const { name, entry } of own) known.set(name, entry);
    if (new Set(own.map(({ name }) => name)).size < own.length) throw constructNotAllowed("Using one WITH name twice");
    for (const { item, entry, name } of own) {
      const names = listOf(item.aliascolnames).map(textOf);
      const query = objectOf(fieldsOf(item.ctequery, "SelectStmt"));
      const inner = { outer: place.outer, commonTables: new Map(known), top: false };
      if (clause.recursive && query.op !== "SETOP_NONE" && query.withClause === undefined) {
        entry.output = this.recursiveOutput(query, inner, names, name);
      }
      const output = entry.output ?? this.select(query, inner);
      const columns = renamedColumns(output.columns, names);
      entry.output = { columns: [...columns, ...this.searchColumns(item, columns)], hidden: output.hidden };
      item.ctename = entry.freshName;
      known.set(name, entry);
    }
    return known;
  }

  /** What SEARCH and CYCLE add to a recursive query, as seen from outside it; they go by columns that it gives. */
  private searchColumns(item: TreeObject, columns: readonly ScopeColumn[]): ScopeColumn[] {
    const search = objectOf(item.search_clause);
    const cycle = objectOf(item.cycle_clause);
    for (const name of [...listOf(search.search_col_list), ...listOf(cycle.cycle_col_list)].map(textOf)) {
      if (!columns.some((column) => column.name === name)) throw this.locate(unknownColumn(name), item.location);
    }
    const added = [search.search_seq_column, cycle.cycle_mark_column, cycle.cycle_path_column];
    return added.flatMap((name) => (typeof name === "string" ? [{ name }] : []));
  }

  /** The first arm gives a recursive query its columns, and is read before the second, which may name the query. */
  private recursiveOutput(query: TreeObject, place: QueryPlace, names: readonly string[], name: string): QueryOutput {
    const entry = place.commonTables.get(name);
    const first = this.select(objectOf(query.larg), place);
    if (entry === undefined) throw unknownTable(name);
    entry.output = { columns: renamedColumns(withoutTypes(first.columns), names), hidden: first.hidden };
    this.select(objectOf(query.rarg), place);
    this.orderAndLimit(query, this.owner({ namespace: outputNamespace(first), parent: undefined }, place), first);
    return { columns: withoutTypes(first.columns), hidden: first.hidden };
  }

  private setOperation(select: TreeObject, place: QueryPlace): QueryOutput {
    const left = this.select(objectOf(select.larg), place);
    const right = this.select(objectOf(select.rarg), place);
    const output = { columns: withoutTypes(left.columns), hidden: new Set([...left.hidden, ...right.hidden]) };
    this.orderAndLimit(select, this.owner({ namespace: outputNamespace(output), parent: undefined }, place), output);
    return output;
  }

  private values(select: TreeObject, place: QueryPlace): QueryOutput {
    const owner = this.owner({ namespace: emptyNamespace, parent: place.outer }, place);
    let width = 0;
    for (const row of listOf(select.valuesLists)) {
      const items = fieldsOf(row, "List") ?? {};
      items.items = listOf(items.items).map((item) => this.visit(owner, item, valuePlace));
      width = Math.max(width, listOf(items.items).length);
    }
    const columns = Array.from({ length: width }, (_, index) => ({ name: `column${index + 1}` }));
    const output = { columns, hidden: nothingHidden };
    this.orderAndLimit(select, this.owner({ namespace: outputNamespace(output), parent: place.outer }, place), output);
    return output;
  }

  private plainSelect(select: TreeObject, place: QueryPlace): QueryOutput {
    let namespace = emptyNamespace;
    select.fromClause = listOf(select.fromClause).map((item) => {
      const [node, added] = this.fromItem(item, namespace, place);
      namespace = joinNamespaces(namespace, added, exactly);
      return node;
    });
    if (listOf(select.fromClause).length === 0) delete select.fromClause;
    const owner = this.owner({ namespace, parent: place.outer }, place);
    const output = this.targetList(select, owner, namespace, place);
    if (select.whereClause !== undefined) select.whereClause = this.condition(owner, select.whereClause);
    if (select.havingClause !== undefined) select.havingClause = this.having(owner, select.havingClause);
    this.grouping(select, owner, output);
    const [ungrouped, where] = ungroupedColumn(select, namespace, this.meantColumns) ?? [];
    if (ungrouped !== undefined) throw this.locate(ungrouped, where);
    for (const window of listOf(select.windowClause))
      visitChildren(owner, objectOf(fieldsOf(window, "WindowDef")), valuePlace);
    if (select.distinctClause !== undefined) {
      select.distinctClause = listOf(select.distinctClause).map((item) => this.orderingItem(owner, item, output, true));
    }
    this.orderAndLimit(select, owner, output);
    return output;
  }

  private targetList(select: TreeObject, owner: ExpressionOwner, namespace: Namespace, place: QueryPlace): QueryOutput {
    const columns: ScopeColumn[] = [];
    const hidden = new Set<string>();
    for (const item of listOf(select.targetList)) {
      const target = objectOf(fieldsOf(item, "ResTarget"));
      const star = this.star(target.val, namespace, owner, place);
      if (star !== undefined) {
        columns.push(...star.columns);
        for (const name of star.hidden) hidden.add(name);
        continue;
      }
      target.val = this.visit(owner, target.val, valuePlace);
      if (!place.top && !containsAggregate(target.val)) this.noteCondition(target.val);
      const reference = fieldsOf(target.val, "ColumnRef");
      const type = reference && this.columnTypes.get(reference);
      const name = typeof target.name === "string" ? target.name : outputName(target.val);
      columns.push(outputColumn(name ?? "?column?", type));
    }
    return { columns, hidden };
  }

  /** What `*` or `t.*` gives; undefined for anything else. */
  private star(
    node: TreeValue,
    namespace: Namespace,
    owner: ExpressionOwner,
    place: QueryPlace,
  ): QueryOutput | undefined {
    const reference = fieldsOf(node, "ColumnRef");
    const fields = listOf(reference?.fields);
    if (reference === undefined || kindOf(fields.at(-1)) !== "A_Star") return undefined;
    if (fields.length === 1) {
      if (namespace.relations.length === 0)
        throw owner.locate(constructNotAllowed("SELECT * without FROM"), reference.location);
      const hidden = new Set(namespace.relations.flatMap((relation) => [...relation.hidden]));
      return { columns: namespace.columns.map((entry) => entry.column), hidden };
    }
    const names = fields.slice(0, -1).map(textOf);
    const alias = names.at(-1) ?? "";
    const scope = { namespace, parent: place.outer };
    const relation =
      names.length > 2 ? undefined : findRelation(scope, alias, names.length === 2 ? names[0] : undefined, exactly);
    if (relation === undefined) throw owner.locate(unknownTable(names.join(".")), reference.location);
    reference.fields = [stringNode(alias), { A_Star: {} }];
    return { columns: relation.columns, hidden: relation.hidden };
  }

  private fromItem(node: TreeValue, before: Namespace, place: QueryPlace): [TreeValue, Namespace] {
    const kind = kindOf(node);
    const fields = objectOf(objectOf(node)[kind]);
    if (kind === "RangeVar") return this.rangeVar(node, fields, place);
    if (kind === "RangeTableSample") return this.sample(fields, place);
    if (kind === "RangeSubselect") return [node, namespaceOf(this.subselect(fields, before, place))];
    if (kind === "RangeFunction") return [node, namespaceOf(this.functionItem(fields, before, place))];
    return [node, this.join(fields, before, place)];
  }

  private rangeVar(node: TreeValue, fields: TreeObject, place: QueryPlace): [TreeValue, Namespace] {
    const name = String(fields.relname);
    const common = fields.schemaname === undefined ? place.commonTables.get(name) : undefined;
    if (common === undefined) return this.table(fields, { only: fields.inh !== true });
    if (common.output === undefined) throw this.locate(unknownTable(name), fields.location);
    const alias = this.aliasOf(fields, name);
    fields.relname = common.freshName;
    fields.alias = alias;
    const columns = renamedColumns(common.output.columns, listOf(alias.colnames).map(textOf));
    return [node, namespaceOf({ alias: String(alias.aliasname), columns, hidden: common.output.hidden })];
  }

  private sample(fields: TreeObject, place: QueryPlace): [TreeValue, Namespace] {
    const base = objectOf(fieldsOf(fields.relation, "RangeVar"));
    if (base.schemaname === undefined && place.commonTables.has(String(base.relname))) {
      throw this.locate(constructNotAllowed("TABLESAMPLE of a WITH query"), fields.location);
    }
    const numbers = [...listOf(fields.args), ...(fields.repeatable === undefined ? [] : [fields.repeatable])];
    if (!numbers.every((argument) => isNumber(argument))) {
      throw this.locate(constructNotAllowed("TABLESAMPLE with anything but a number"), fields.location);
    }
    const { relation: _relation, ...sample } = fields;
    return this.table(base, { only: base.inh !== true, sample });
  }

  private table(fields: TreeObject, options: ReadOptions): [TreeValue, Namespace] {
    const schema = typeof fields.schemaname === "string" ? fields.schemaname : undefined;
    const table = this.located(fields, () => requireTable(this.context, schema, String(fields.relname), exactly));
    const alias = this.aliasOf(fields, String(fields.relname));
    const hidden = hiddenColumns(table, exactly);
    const renames = listOf(alias.colnames).map(textOf);
    if (renames.length > 0 && hidden.size > 0) {
      throw this.locate(
        constructNotAllowed("A column list after a table", "rename the columns in a subquery"),
        fields.location,
      );
    }
    const select = derivedSelect(table, options);
    this.reads.push({ table, select, options });
    const columns = visibleColumns(table, exactly).map((column, index) => {
      // What a dataset computes may fail for rows that its own conditions hide.
      if (table.dataset) return { name: column.name, computed: true as const };
      if (maskOf(table, column.name, exactly) === undefined) return { name: column.name, type: column.type };
      const mask = fieldsOf(listOf(select.targetList)[index], "ResTarget")?.val;
      return isConstant(mask) ? { name: column.name } : { name: column.name, computed: true as const };
    });
    const own = fields.alias === undefined ? { schema: table.schema } : {};
    const relation = {
      alias: String(alias.aliasname),
      ...own,
      columns: renamedColumns(columns, renames),
      ...(renames.length > 0 ? {} : { table }),
      hidden,
    };
    return [{ RangeSubselect: { subquery: { SelectStmt: select }, alias } }, namespaceOf(relation)];
  }

  private subselect(fields: TreeObject, before: Namespace, place: QueryPlace): Relation {
    const outer = fields.lateral ? { namespace: before, parent: place.outer } : place.outer;
    const output = this.select(objectOf(fieldsOf(fields.subquery, "SelectStmt")), { ...place, outer, top: false });
    const alias = fields.alias === undefined ? undefined : this.aliasOf(fields, "");
    const columns = renamedColumns(output.columns, listOf(alias?.colnames).map(textOf));
    return { alias: alias && String(alias.aliasname), columns, hidden: output.hidden };
  }

  private functionItem(fields: TreeObject, before: Namespace, place: QueryPlace): Relation {
    spellOutUnnest(fields);
    const calls = listOf(fields.functions).map((item) => listOf(fieldsOf(item, "List")?.items));
    const first = fieldsOf(calls[0]?.[0], "FuncCall");
    const alias = fields.alias === undefined ? undefined : this.aliasOf(fields, "");
    const aliasName = alias === undefined ? ((first && functionName(first)) ?? "") : String(alias.aliasname);
    const columns = calls.flatMap(([call, definitions]) => {
      const own = fields.coldeflist ?? fieldsOf(definitions, "List")?.items;
      return this.functionColumns(call, listOf(own), calls.length === 1 ? aliasName : undefined, before, place);
    });
    if (fields.ordinality) columns.push({ name: "ordinality" });
    return {
      alias: aliasName,
      columns: renamedColumns(columns, listOf(alias?.colnames).map(textOf)),
      hidden: nothingHidden,
    };
  }

  /** The columns of one call in FROM: as defined behind it, its own, or one by the name of the call. */
  private functionColumns(
    node: TreeValue,
    definitions: readonly TreeValue[],
    aliasName: string | undefined,
    before: Namespace,
    place: QueryPlace,
  ): ScopeColumn[] {
    const call = fieldsOf(node, "FuncCall");
    const name = call && functionName(call);
    const shape = name === undefined ? undefined : rowFunctions.get(name);
    const defined = definitions.map((item) => ({ name: String(fieldsOf(item, "ColumnDef")?.colname) }));
    if (
      call === undefined ||
      name === undefined ||
      shape === undefined ||
      (shape === "defined") !== defined.length > 0
    ) {
      throw this.locate(constructNotAllowed(`${name ?? "This"} in FROM`), call?.location);
    }
    visitExpression(this.owner({ namespace: before, parent: place.outer }, place), node, valuePlace);
    if (!listOf(call.args).every((argument) => isLeakproof(argument, this.columnTypes))) this.leaky = true;
    if (shape === "defined") return defined;
    return (shape === "alias" ? [aliasName ?? name] : shape).map((column) => ({ name: column }));
  }

  private join(fields: TreeObject, before: Namespace, place: QueryPlace): Namespace {
    const [left, leftNames] = this.fromItem(fields.larg, before, place);
    const [right, rightNames] = this.fromItem(fields.rarg, joinNamespaces(before, leftNames, exactly), place);
    fields.larg = left;
    fields.rarg = right;
    const joined = this.joinNames(fields, leftNames, rightNames);
    if (fields.quals !== undefined) {
      fields.quals = this.condition(this.owner({ namespace: joined, parent: place.outer }, place), fields.quals);
    }
    if (fields.alias === undefined) return joined;
    const alias = this.aliasOf(fields, "");
    const columns = renamedColumns(
      joined.columns.map((entry) => entry.column),
      listOf(alias.colnames).map(textOf),
    );
    const hidden = new Set(joined.relations.flatMap((relation) => [...relation.hidden]));
    return namespaceOf({ alias: String(alias.aliasname), columns, hidden });
  }

  private joinNames(fields: TreeObject, left: Namespace, right: Namespace): Namespace {
    if (fields.isNatural) {
      if ([...left.relations, ...right.relations].some((relation) => relation.hidden.size > 0)) {
        throw constructNotAllowed("NATURAL JOIN", "name the columns with USING");
      }
      const shared = left.columns.flatMap(({ column }) =>
        column.name !== undefined && right.columns.some((other) => isNamed(other.column, column.name ?? "", exactly))
          ? [column.name]
          : [],
      );
      return this.using(left, right, shared);
    }
    const names = listOf(fields.usingClause).map(textOf);
    if (names.length === 0) return joinNamespaces(left, right, exactly);
    const merged = this.using(left, right, names);
    if (fields.join_using_alias === undefined) return merged;
    const alias = String(this.aliasOf({ alias: fields.join_using_alias }, "").aliasname);
    const columns = merged.columns.slice(0, names.length).map((entry) => entry.column);
    const named = joinNamespaces(merged, namespaceOf({ alias, columns, hidden: nothingHidden }), exactly);
    return { relations: named.relations, columns: merged.columns };
  }

  /** USING compares the columns it names, so their types decide about the fence as in a condition. */
  private using(left: Namespace, right: Namespace, names: readonly string[]): Namespace {
    const merged = mergeUsing(left, right, names, exactly);
    for (const name of names) {
      const compared = [left, right].map((side) => {
        const fields: TreeObject = {};
        const column = side.columns.find((entry) => isNamed(entry.column, name, exactly))?.column;
        const type = column?.computed ? computedType : column?.type;
        if (type !== undefined) this.columnTypes.set(fields, type);
        return { ColumnRef: fields };
      });
      this.noteCondition({
        A_Expr: { kind: "AEXPR_OP", name: [stringNode("=")], lexpr: compared[0], rexpr: compared[1] },
      });
    }
    return merged;
  }

  private aliasOf(fields: TreeObject, name: string): TreeObject {
    const alias = fields.alias === undefined ? { aliasname: name } : objectOf(fields.alias);
    if (alias.aliasname === innerAlias)
      throw this.locate(constructNotAllowed(`The alias "${innerAlias}"`), fields.location);
    return alias;
  }

  private grouping(select: TreeObject, owner: ExpressionOwner, output: QueryOutput): void {
    if (select.groupClause === undefined) return;
    select.groupClause = listOf(select.groupClause).map((item) => this.orderingItem(owner, item, output, false));
  }

  private orderAndLimit(select: TreeObject, owner: ExpressionOwner, output: QueryOutput): void {
    for (const item of listOf(select.sortClause)) {
      const sort = objectOf(fieldsOf(item, "SortBy"));
      sort.node = this.orderingItem(owner, sort.node, output, true);
    }
    for (const limit of ["limitCount", "limitOffset"]) {
      if (select[limit] !== undefined) select[limit] = this.visit(owner, select[limit], valuePlace);
    }
  }

  /** ORDER BY and DISTINCT ON look at the select list's names first, GROUP BY at the tables' first. */
  private orderingItem(owner: ExpressionOwner, node: TreeValue, output: QueryOutput, outputFirst: boolean): TreeValue {
    if (kindOf(node) === "") return node;
    const sets = fieldsOf(node, "GroupingSet");
    if (sets !== undefined) {
      if (sets.content !== undefined)
        sets.content = listOf(sets.content).map((item) => this.orderingItem(owner, item, output, outputFirst));
      return node;
    }
    const fields = listOf(fieldsOf(node, "ColumnRef")?.fields);
    const name = fields.length === 1 ? textOf(fields[0]) : "";
    const isOutput = name !== "" && output.columns.some((column) => column.name === name);
    if (isOutput && (outputFirst || !this.resolves(owner, node))) return node;
    return this.visit(owner, node, orderingPlace);
  }

  private resolves(owner: ExpressionOwner, node: TreeValue): boolean {
    try {
      owner.column(objectOf(fieldsOf(node, "ColumnRef")));
      return true;
    } catch {
      return false;
    }
  }

  private condition(owner: ExpressionOwner, node: TreeValue): TreeValue {
    const visited = this.visit(owner, node, conditionPlace);
    this.noteCondition(visited);
    return visited;
  }

  /** A part of HAVING that holds an aggregate is computed over visible rows; any other part may move down to WHERE. */
  private having(owner: ExpressionOwner, node: TreeValue): TreeValue {
    const visited = this.visit(owner, node, conditionPlace);
    const both = fieldsOf(visited, "BoolExpr");
    const parts = both?.boolop === "AND_EXPR" ? listOf(both.args) : [visited];
    for (const part of parts) if (!containsAggregate(part)) this.noteCondition(part);
    return visited;
  }

  private noteCondition(node: TreeValue): void {
    if (!isLeakproof(node, this.columnTypes)) this.leaky = true;
  }

  private visit(owner: ExpressionOwner, node: TreeValue, place: ExpressionPlace): TreeValue {
    return visitExpression(owner, node, place);
  }

  private owner(scope: NameScope, place: QueryPlace): ExpressionOwner {
    return {
      locate: this.locate,
      placeholders: this.placeholders,
      values: this.context.placeholders,
      filled: this.filled,
      column: (fields) => this.column(fields, scope),
      subLink: (fields) => {
        const query = objectOf(fieldsOf(fields.subselect, "SelectStmt"));
        this.select(query, { ...place, outer: scope, top: false });
      },
    };
  }

  private column(fields: TreeObject, scope: NameScope): ScopeColumn {
    const parts = listOf(fields.fields);
    const names = parts.filter((part) => kindOf(part) !== "A_Star").map(textOf);
    if (this.rowFields.has(fields) && findColumn(scope, names[0] ?? "", exactly) !== undefined) {
      throw this.locate(constructNotAllowed("A field of a row that is a column"), fields.location);
    }
    if (names.length < parts.length) return this.wholeRow(fields, scope, names);
    const column = this.located(fields, () => resolve(scope, names));
    if (column === undefined) return this.wholeRow(fields, scope, names);
    if (names.length > 2) fields.fields = names.slice(-2).map(stringNode);
    const type = column.computed ? computedType : column.type;
    if (type !== undefined) this.columnTypes.set(fields, type);
    this.meantColumns.set(fields, column);
    return column;
  }

  /** A table's name as a value, or `t.*` inside an expression: a row of what the derived table offers, and no more. */
  private wholeRow(fields: TreeObject, scope: NameScope, names: readonly string[]): ScopeColumn {
    const alias = names.at(-1);
    if (alias === undefined) {
      throw this.locate(constructNotAllowed("A star inside an expression", "name the columns"), fields.location);
    }
    const schema = names.length === 2 ? names[0] : undefined;
    const relation = names.length > 2 ? undefined : findRelation(scope, alias, schema, exactly);
    if (relation === undefined) throw this.locate(unknownTable(names.join(".")), fields.location);
    if (names.length === 2) fields.fields = [stringNode(alias), { A_Star: {} }];
    if (!relation.columns.some((column) => column.computed)) return { name: alias };
    this.columnTypes.set(fields, computedType);
    return { name: alias, computed: true };
  }

  private located<T>(fields: TreeObject, action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw error instanceof Error && error.name === "SqlRefusal"
        ? this.locate(error as Parameters<Locate>[0], fields.location)
        : error;
    }
  }
}

/** The column that is meant; undefined when it is no column but the name of a table. */
function resolve(scope: NameScope, names: readonly string[]): ScopeColumn | undefined {
  const name = names.at(-1) ?? "";
  if (names.length > 3) throw unknownColumn(names.join("."));
  if (names.length > 1) {
    const schema = names.length === 3 ? names[0] : undefined;
    return resolveQualified(scope, names.at(-2) ?? "", schema, name, exactly).column;
  }
  const found = findColumn(scope, name, exactly);
  if (found === undefined && findRelation(scope, name, undefined, exactly) === undefined) throw unknownColumn(name);
  return found?.column;
}

/** PostgreSQL knows `unnest` of several arrays by its bare name only, and makes ROWS FROM of it. */
function spellOutUnnest(fields: TreeObject): void {
  const [only, ...more] = listOf(fields.functions);
  const call = fieldsOf(listOf(fieldsOf(only, "List")?.items)[0], "FuncCall");
  const args = listOf(call?.args);
  if (more.length > 0 || call === undefined || functionName(call) !== "unnest" || args.length < 2) return;
  fields.is_rowsfrom = true;
  fields.functions = args.map((argument) => ({ List: { items: [{ FuncCall: { ...call, args: [argument] } }, {}] } }));
}

function isConstant(node: TreeValue): boolean {
  return fieldsOf(node, "A_Const") !== undefined || fieldsOf(fieldsOf(node, "TypeCast")?.arg, "A_Const") !== undefined;
}

function isNumber(node: TreeValue): boolean {
  const constant = fieldsOf(node, "A_Const");
  return constant !== undefined && (constant.ival !== undefined || constant.fval !== undefined);
}

/** `OFFSET 0` keeps PostgreSQL from moving conditions of the caller below those of the policy. */
export function addFence(select: TreeObject): void {
  select.limitOffset = integerNode(0);
  select.limitOption = "LIMIT_OPTION_COUNT";
}

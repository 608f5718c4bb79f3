import { constantTarget } from "@/lib/sql/placeholder-values";
import type { DomainDataset, DomainDefinition, DomainDimension, DomainMeasure } from "./domain-definition-schema";
import type { ReadableTable } from "./readable-tables";

export interface DraftedDefinition {
  readonly definition: DomainDefinition;
  /** What was guessed and should be looked at, in words. */
  readonly notes: readonly string[];
}

interface Drafted {
  readonly table: DraftableTable;
  readonly key: readonly string[];
  readonly dataset: DomainDataset;
}

/** Foreign keys are there where the engine has told them. */
type DraftableTable = Omit<ReadableTable, "foreignKeys"> & Partial<Pick<ReadableTable, "foreignKeys">>;

const mostColumns = 100;

/**
 * A first definition of these tables, for somebody to go on from: text and dates become dimensions, amounts become sums
 * and averages, keys relate tables. Relationships are guessed by names where nothing else tells them, and the notes say
 * so. Leaves out what it cannot name rather than refusing. Pure.
 */
export function draftDefinition({
  tables,
  defaultSchema,
}: {
  readonly tables: readonly DraftableTable[];
  readonly defaultSchema: string;
}): DraftedDefinition {
  const notes: string[] = [];
  const names = new Set<string>();
  const drafted = tables.map((table): Drafted => {
    const name = freeName(table.name, names);
    names.add(name);
    const key = keyOf(table);
    if (table.primaryKey.length === 0 && key.length > 0) {
      notes.push(`${table.name}: ${key.join(", ")} was taken for the primary key by its name`);
    }
    if (key.length === 0)
      notes.push(`${table.name} has no primary key that is known; give it one to count across relationships`);
    if (table.columns.length > mostColumns)
      notes.push(`${table.name}: only its first ${mostColumns} columns were taken`);
    return { table, key, dataset: datasetOf(table, name, key, defaultSchema) };
  });
  const relationships: DomainDefinition["relationships"] = [];
  const relationNames = new Set<string>();
  const relate = (from: Drafted, columns: readonly string[], to: Drafted, references: readonly string[]) => {
    const name = freeName(`${from.dataset.name}_${columns.join("_")}`, relationNames);
    relationNames.add(name);
    relationships.push({
      name,
      from: { dataset: from.dataset.name, columns: [...columns] },
      to: { dataset: to.dataset.name, columns: [...references] },
      cardinality: "many_to_one",
      join: "left",
    });
  };
  for (const from of drafted) {
    const told = from.table.foreignKeys ?? [];
    for (const { columns, schema, table, references } of told) {
      const to = drafted.find((other) => other.table.schema === schema && other.table.name === table);
      if (to && to !== from) relate(from, columns, to, references);
    }
    const known = new Set(told.flatMap(({ columns }) => columns));
    for (const { name: column } of from.table.columns) {
      if (known.has(column)) continue;
      const to = drafted.find((other) => other !== from && pointsTo(column, other.table, other.key));
      const [key] = to?.key ?? [];
      if (!to || key === undefined) continue;
      relate(from, [column], to, [key]);
      notes.push(`${from.table.name}.${column} was taken to point to ${to.table.name}.${key} by its name`);
    }
  }
  return { definition: { datasets: drafted.map(({ dataset }) => dataset), relationships }, notes };
}

/** `customer_id` and `customerId` point to the key of `customers`; a column called as another table's own key does, too. */
function pointsTo(column: string, { name }: DraftableTable, key: readonly string[]): boolean {
  const [only] = key;
  if (only === undefined || key.length !== 1) return false;
  const words = nameOf(column);
  const singular = singularOf(nameOf(name));
  if (words === `${singular}_${nameOf(only)}`) return true;
  return nameOf(only) === words && words !== "id" && words.startsWith(singular);
}

function keyOf({ name, columns, primaryKey }: DraftableTable): readonly string[] {
  if (primaryKey.length > 0) return primaryKey;
  const singular = singularOf(nameOf(name));
  const found = columns.find((column) => ["id", `${singular}_id`, `${singular}_key`].includes(nameOf(column.name)));
  return found ? [found.name] : [];
}

function datasetOf(table: DraftableTable, name: string, key: readonly string[], defaultSchema: string): DomainDataset {
  const taken = new Set<string>(["row_count"]);
  const dimensions: DomainDimension[] = [];
  const measures: DomainMeasure[] = [
    { name: "row_count", label: `${wordsOf(table.name)} count`, aggregation: "count" },
  ];
  for (const { name: column, type } of table.columns.slice(0, mostColumns)) {
    const kind = fieldType(type);
    if (kind === null || /["`\\{}\0]/.test(column) || column.length > 200) continue;
    const isAmount = kind === "number" && !key.includes(column) && !readsAsKey(column);
    if (isAmount) {
      for (const [aggregation, word] of [
        ["sum", "total"],
        ["average", "average"],
      ] as const) {
        const field = freeName(`${word}_${column}`, taken);
        taken.add(field);
        measures.push({ name: field, label: `${wordsOf(word)} ${wordsOf(column).toLowerCase()}`, aggregation, column });
      }
      continue;
    }
    const field = freeName(column, taken);
    taken.add(field);
    dimensions.push({ name: field, label: wordsOf(column), type: kind, column });
  }
  return {
    name,
    label: wordsOf(table.name),
    table: table.schema === defaultSchema ? { name: table.name } : { schema: table.schema, name: table.name },
    ...(key.length > 0 ? { primaryKey: [...key] } : {}),
    dimensions,
    measures,
  };
}

/** Numbers that are not to be added up. */
function readsAsKey(column: string): boolean {
  return /(?:^|_)(?:id|key|code|number|no|year|month|day|week|quarter|hour|zip|latitude|longitude|lat|lng|lon|rank|version)$/.test(
    nameOf(column),
  );
}

/** What a dimension over a column of this type is; null for what people do not group by. */
function fieldType(type: string): DomainDimension["type"] | null {
  const plain = type
    .toLowerCase()
    .replace(/^(?:nullable|lowcardinality)\((.*)\)$/, "$1")
    .replace(/^nullable\((.*)\)$/, "$1");
  if (/^timestamp|^datetime/.test(plain)) return "timestamp";
  if (/^date(?:32)?$/.test(plain)) return "date";
  if (/^bool|^tinyint\(1\)/.test(plain)) return "boolean";
  if (/^(?:u?int\d*|u?(?:tiny|small|medium|big|huge)?int|float\d*|decimal)\b/.test(plain)) return "number";
  if (/^(?:string|fixedstring|enum|uuid)/.test(plain)) return "text";
  const target = constantTarget(type);
  if (target === "number" || target === "text") return target;
  return /char|text/.test(plain) ? "text" : null;
}

/** A name that queries can use: small letters, digits and underscores. */
function nameOf(text: string): string {
  const words = text
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return (/^[a-z]/.test(words) ? words : `f_${words}`).slice(0, 55);
}

function freeName(text: string, taken: ReadonlySet<string>): string {
  const name = nameOf(text);
  for (let number = 2; ; number += 1) {
    const candidate = number === 2 && !taken.has(name) ? name : `${name}_${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

function singularOf(name: string): string {
  if (name.endsWith("ies")) return `${name.slice(0, -3)}y`;
  return name.endsWith("s") && !name.endsWith("ss") ? name.slice(0, -1) : name;
}

function wordsOf(text: string): string {
  const words = nameOf(text).replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

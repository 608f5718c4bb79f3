import type { Choices } from "./choices";
import type { DialectProfile } from "./dialect-profile";

export type ValueType = "integer" | "text" | "decimal" | "date" | "boolean";

export interface Column {
  readonly name: string;
  readonly type: ValueType;
  /** A number that fits two bytes in every row that may be seen. */
  readonly small?: boolean;
  /** Stands in a table as it is, which takes no NULL there; two of one type have one width. */
  readonly required?: boolean;
  /** Stands there, and must not be read. */
  readonly unreadable?: boolean;
}

/** A table, a WITH query, or anything else by a name with columns. */
export interface Relation {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Columns that more than one relation of the FROM has under one bare name after USING. */
  readonly merged?: ReadonlySet<string>;
  /** The table behind an alias. */
  readonly table?: string;
}

/** A column as it may be written in one place. */
export interface Term {
  readonly sql: string;
  readonly type: ValueType;
  /** The relation it is qualified with, by which an inner relation of the same name would hide it. */
  readonly relation?: string;
  readonly small?: boolean;
  readonly required?: boolean;
}

/** What the generator knows at one point of a query. */
export interface Place {
  readonly choices: Choices;
  readonly profile: DialectProfile;
  readonly tables: readonly Relation[];
  /** WITH queries in reach; they hide tables of the same name. */
  readonly commonTables: readonly Relation[];
  /** How many more queries may be nested. */
  readonly depth: number;
  /** Columns of the queries around. */
  readonly outer: readonly Term[];
  /** Whether what is written next is part of a join. */
  readonly joined?: boolean;
}

const plainName = /^[a-z_][a-z0-9_]*$/;
const reserved = new Set(["select", "group", "order", "from", "user", "table", "end", "limit"]);

export function isReserved(name: string): boolean {
  return reserved.has(name);
}

export function writeName(profile: DialectProfile, name: string): string {
  const plain = plainName.test(name) && !isReserved(name);
  return plain ? name : `${profile.quote}${name}${profile.quote}`;
}

/** Engines differ in whether `A` and `a` are one name; names that the generator makes differ in every one of them. */
export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Tables and WITH queries that a name in FROM may mean here. */
export function readableRelations({ tables, commonTables }: Place): readonly Relation[] {
  return [
    ...tables.filter((table) => !commonTables.some((common) => sameName(common.name, table.name))),
    ...commonTables,
  ];
}

/** Every column of a FROM, qualified, or bare where it can be. */
export function termsOf(place: Place, relations: readonly Relation[]): Term[] {
  const { choices, profile } = place;
  return relations.flatMap((relation) =>
    relation.columns
      .filter(({ unreadable }) => unreadable !== true)
      .map((column) => {
        const bearers = relations.filter((other) => other.columns.some((one) => sameName(one.name, column.name)));
        const bare = bearers.length === 1 && choices.chance(40);
        const name = writeName(profile, column.name);
        return {
          sql: bare ? name : `${writeName(profile, relation.name)}.${name}`,
          type: column.type,
          relation: relation.name,
          ...(column.small ? { small: true } : {}),
          ...(column.required ? { required: true } : {}),
        };
      }),
  );
}

/** Those of the outer terms that mean the same inside a query over these relations. */
export function reachableOuter(outer: readonly Term[], relations: readonly Relation[]): Term[] {
  return outer.filter((term) => {
    const hidden = relations.some((relation) => term.relation !== undefined && sameName(relation.name, term.relation));
    const bareName = term.sql.includes(".") ? undefined : term.sql.replaceAll(/["`]/g, "");
    const captured =
      bareName !== undefined &&
      relations.some((relation) => relation.columns.some((column) => sameName(column.name, bareName)));
    return !hidden && !captured;
  });
}

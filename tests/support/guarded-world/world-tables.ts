/** Five tables of several tenants, with names as awkward as authors make them; the same for every dialect. */

export type ColumnType = "integer" | "text" | "decimal" | "date" | "boolean";
export type Cell = string | number | boolean | null;
export type WorldRow = Readonly<Record<string, Cell>>;

export interface WorldTable {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
  readonly rows: readonly WorldRow[];
  /** Columns in which NULL stands. */
  readonly nullable: readonly string[];
}

export function takesNull(table: WorldTable, column: string): boolean {
  return table.nullable.includes(column);
}

/** Stands in hidden columns of every row, and in the rows of tenants that no actor of these tests may see. */
export const canaryText = "CANARY";
export const canaryNumber = 9_190_000;

const tenants = ["alpha", "beta", "gamma", "omega"] as const;

/** The same numbers in every run. */
function createDice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function rowsOf(count: number, seed: number, make: (id: number, dice: (below: number) => number) => WorldRow) {
  const dice = createDice(seed);
  return Array.from({ length: count }, (_, index) => make(index + 1, dice));
}

const sometimes = <T extends Cell>(dice: (below: number) => number, value: T): T | null =>
  dice(6) === 0 ? null : value;
const oneOf = <T>(dice: (below: number) => number, items: readonly T[]): T => items[dice(items.length)] as T;
const dateOf = (dice: (below: number) => number) =>
  `202${dice(3)}-0${1 + dice(9)}-${String(1 + dice(28)).padStart(2, "0")}`;

/** A foreign row shows itself in half of the rows; the other half looks like anybody's. */
const textOf = (tenant: string, dice: (below: number) => number, value: string) =>
  tenant === "omega" && dice(2) === 0 ? `${canaryText}-row-${dice(99)}` : value;
const numberOf = (tenant: string, dice: (below: number) => number, value: number) =>
  tenant === "omega" && dice(2) === 0 ? canaryNumber + dice(99) : value;

const tables: readonly Omit<WorldTable, "nullable">[] = [
  {
    name: "orders",
    columns: {
      id: "integer",
      customer_id: "integer",
      status: "text",
      amount: "integer",
      placed: "date",
      tenant: "text",
      region: "text",
      Priority: "integer",
      note: "text",
      margin: "integer",
    },
    rows: rowsOf(60, 7, (id, dice) => {
      const tenant = oneOf(dice, tenants);
      return {
        id,
        customer_id: sometimes(dice, 1 + dice(24)),
        status: sometimes(dice, textOf(tenant, dice, oneOf(dice, ["open", "paid", "late", "O'Brien", "ß 日本", ""]))),
        amount: sometimes(dice, numberOf(tenant, dice, dice(40) * 5)),
        placed: sometimes(dice, dateOf(dice)),
        tenant,
        region: sometimes(dice, oneOf(dice, ["north", "south", "east"])),
        Priority: dice(4),
        note: `${canaryText}-note-${id}`,
        margin: canaryNumber + id,
      };
    }),
  },
  {
    name: "customers",
    columns: {
      id: "integer",
      name: "text",
      email: "text",
      tenant: "text",
      region: "text",
      active: "boolean",
      credit: "integer",
    },
    rows: rowsOf(24, 11, (id, dice) => {
      const tenant = oneOf(dice, tenants);
      return {
        id,
        name: `${canaryText}-name-${id}`,
        email: `${canaryText}-mail-${id}`,
        tenant,
        region: sometimes(dice, textOf(tenant, dice, oneOf(dice, ["north", "south", "east"]))),
        active: sometimes(dice, dice(2) === 0),
        credit: canaryNumber + id,
      };
    }),
  },
  {
    name: "products",
    columns: { id: "integer", label: "text", price: "decimal", select: "text" },
    rows: rowsOf(9, 13, (id, dice) => ({
      id,
      label: sometimes(dice, oneOf(dice, ["bolt", "nut", "Gear", "a%b_c"])),
      price: sometimes(dice, dice(2_000) / 100),
      select: oneOf(dice, ["north", "open", "x"]),
    })),
  },
  {
    name: "group",
    columns: { order: "integer", from: "text", weight: "integer", tenant: "text", secret: "text" },
    rows: rowsOf(20, 17, (id, dice) => {
      const tenant = oneOf(dice, tenants);
      return {
        order: sometimes(dice, id),
        from: sometimes(dice, textOf(tenant, dice, oneOf(dice, ["north", "south", "open"]))),
        weight: sometimes(dice, numberOf(tenant, dice, dice(10))),
        tenant,
        secret: `${canaryText}-secret-${id}`,
      };
    }),
  },
  {
    name: "Line Items",
    columns: {
      id: "integer",
      order_id: "integer",
      product_id: "integer",
      qty: "integer",
      "Unit Price": "decimal",
      tenant: "text",
      cost: "integer",
    },
    rows: rowsOf(90, 19, (id, dice) => {
      const tenant = oneOf(dice, tenants);
      return {
        id,
        order_id: sometimes(dice, 1 + dice(60)),
        product_id: sometimes(dice, 1 + dice(9)),
        qty: sometimes(dice, numberOf(tenant, dice, 1 + dice(9))),
        "Unit Price": sometimes(dice, dice(5_000) / 100),
        tenant,
        cost: canaryNumber + id,
      };
    }),
  },
];

export const worldTables: readonly WorldTable[] = tables.map((table) => ({
  ...table,
  nullable: Object.keys(table.columns).filter((column) => table.rows.some((row) => row[column] === null)),
}));

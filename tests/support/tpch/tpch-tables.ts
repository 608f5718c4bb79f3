/** The tables of TPC-H in small: a few hundred rows of each of two tenants, whose keys are the same. */

type Kind = "key" | "text" | "money" | "date" | "count";

export interface TpchTable {
  readonly name: string;
  readonly columns: Readonly<Record<string, Kind>>;
  readonly rows: readonly (readonly (string | number)[])[];
}

/** The column that every policy reads and no query may: whose row it is. */
export const tenantColumn = "row_owner";
export const tpchTenants = ["north", "south"] as const;

const nations = [
  ["ALGERIA", 0],
  ["ARGENTINA", 1],
  ["BRAZIL", 1],
  ["CANADA", 1],
  ["CHINA", 2],
  ["FRANCE", 3],
  ["GERMANY", 3],
  ["INDIA", 2],
  ["JAPAN", 2],
  ["SAUDI ARABIA", 4],
] as const;
const regions = ["AFRICA", "AMERICA", "ASIA", "EUROPE", "MIDDLE EAST"];
const segments = ["BUILDING", "MACHINERY", "AUTOMOBILE"];
const priorities = ["1-URGENT", "2-HIGH", "3-MEDIUM", "5-LOW"];
const modes = ["MAIL", "SHIP", "AIR", "AIR REG", "TRUCK"];
const instructions = ["DELIVER IN PERSON", "COLLECT COD"];
const brands = ["Brand#12", "Brand#23", "Brand#34", "Brand#45"];
const types = ["ECONOMY PLATED BRASS", "PROMO BURNISHED TIN", "MEDIUM POLISHED STEEL", "STANDARD ANODIZED BRASS"];
const containers = ["SM CASE", "SM BOX", "MED BAG", "MED BOX", "LG CASE", "LG PKG"];
const partNames = ["forest green linen", "dark forest puff", "forest lace", "spring green rose"];
const sizes = [3, 9, 14, 19, 23, 36, 45, 49];
const countryCodes = [13, 16, 17, 18, 21, 23, 28, 30];

const columns = {
  region: { r_regionkey: "key", r_name: "text", r_comment: "text" },
  nation: { n_nationkey: "key", n_name: "text", n_regionkey: "key", n_comment: "text" },
  supplier: {
    s_suppkey: "key",
    s_name: "text",
    s_address: "text",
    s_nationkey: "key",
    s_phone: "text",
    s_acctbal: "money",
    s_comment: "text",
  },
  customer: {
    c_custkey: "key",
    c_name: "text",
    c_address: "text",
    c_nationkey: "key",
    c_phone: "text",
    c_acctbal: "money",
    c_mktsegment: "text",
    c_comment: "text",
  },
  part: {
    p_partkey: "key",
    p_name: "text",
    p_mfgr: "text",
    p_brand: "text",
    p_type: "text",
    p_size: "count",
    p_container: "text",
    p_retailprice: "money",
    p_comment: "text",
  },
  partsupp: {
    ps_partkey: "key",
    ps_suppkey: "key",
    ps_availqty: "count",
    ps_supplycost: "money",
    ps_comment: "text",
  },
  orders: {
    o_orderkey: "key",
    o_custkey: "key",
    o_orderstatus: "text",
    o_totalprice: "money",
    o_orderdate: "date",
    o_orderpriority: "text",
    o_clerk: "text",
    o_shippriority: "count",
    o_comment: "text",
  },
  lineitem: {
    l_orderkey: "key",
    l_partkey: "key",
    l_suppkey: "key",
    l_linenumber: "count",
    l_quantity: "money",
    l_extendedprice: "money",
    l_discount: "money",
    l_tax: "money",
    l_returnflag: "text",
    l_linestatus: "text",
    l_shipdate: "date",
    l_commitdate: "date",
    l_receiptdate: "date",
    l_shipinstruct: "text",
    l_shipmode: "text",
    l_comment: "text",
  },
} as const satisfies Record<string, Record<string, Kind>>;

type Row = readonly (string | number)[];

/** One tenant's rows, the same in every run. */
function rowsOf(tenant: string, seed: number): Readonly<Record<keyof typeof columns, Row[]>> {
  let state = seed;
  const below = (bound: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
  const oneOf = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  const money = (most: number) => (below(most * 100) / 100).toFixed(2);
  const dayOf = (day: number) => new Date(Date.UTC(1992, 0, 1 + day)).toISOString().slice(0, 10);
  const list = (count: number, make: (key: number) => Row): Row[] =>
    Array.from({ length: count }, (_, index) => make(index + 1));
  const phone = () => `${oneOf(countryCodes)}-${100 + below(900)}-555`;

  const orders = list(150, (key) => {
    const remark = oneOf(["special packages requests", "quick", "slow special requests"]);
    const price = money(90_000);
    return [key, 1 + below(32), oneOf(["F", "O"]), price, dayOf(below(2_300)), oneOf(priorities), "clerk", 0, remark];
  });
  const items = orders.flatMap((order) =>
    list(1 + below(5), (line) => {
      const ordered = (Date.parse(String(order[4])) - Date.UTC(1992, 0, 1)) / 86_400_000;
      const shipped = ordered + 1 + below(100);
      const [part, nth] = [1 + below(30), below(3)];
      const dates = [dayOf(shipped), dayOf(ordered + 30 + below(60)), dayOf(shipped + 1 + below(30))];
      const discount = (below(11) / 100).toFixed(2);
      const numbers = [line, 1 + below(50), money(50_000), discount, (below(9) / 100).toFixed(2)];
      const flags = [oneOf(["R", "A", "N"]), oneOf(["F", "O"])];
      return [
        order[0] ?? 0,
        part,
        1 + ((part + nth * 4) % 12),
        ...numbers,
        ...flags,
        ...dates,
        oneOf(instructions),
        oneOf(modes),
        tenant,
      ];
    }),
  );
  return {
    region: regions.map((name, key) => [key, name, tenant]),
    nation: nations.map(([name, region], key) => [key, name, region, tenant]),
    supplier: list(12, (key) => [
      key,
      `Supplier#${key}`,
      `${tenant} ${key}`,
      key % 10,
      phone(),
      money(9_000),
      oneOf(["fine", "Customer x Complaints"]),
    ]),
    customer: list(40, (key) => [
      key,
      `Customer#${key} ${tenant}`,
      `street ${key}`,
      below(10),
      phone(),
      money(9_000),
      oneOf(segments),
      tenant,
    ]),
    part: list(30, (key) => [
      key,
      oneOf(partNames),
      `Manufacturer#${below(5)}`,
      oneOf(brands),
      oneOf(types),
      oneOf(sizes),
      oneOf(containers),
      money(2_000),
      tenant,
    ]),
    partsupp: list(30, (key) => [key]).flatMap(([part = 0]) =>
      [0, 1, 2].map((nth) => [part, 1 + ((Number(part) + nth * 4) % 12), 50 + below(900), money(1_000), tenant]),
    ),
    orders,
    lineitem: items,
  };
}

/** Every table with the rows of these tenants; the last column says whose each is, where `owned` asks for it. */
export function tpchTables(tenants: readonly string[], owned: boolean): TpchTable[] {
  const given = tenants.map((tenant) => ({ tenant, rows: rowsOf(tenant, tenant === "north" ? 42 : 4_711) }));
  return Object.entries(columns).map(([name, own]) => ({
    name,
    columns: owned ? { ...own, [tenantColumn]: "text" } : own,
    rows: given.flatMap(({ tenant, rows }) =>
      rows[name as keyof typeof columns].map((row) => (owned ? [...row, tenant] : row)),
    ),
  }));
}

const spellings: Readonly<Record<Kind, string>> = {
  key: "integer",
  count: "integer",
  text: "varchar(60)",
  money: "decimal(15,2)",
  date: "date",
};

/** Statements that make the tables, in the SQL that all dialects share. */
export function tpchStatements(tables: readonly TpchTable[], schema: string): string[] {
  return tables.flatMap(({ name, columns: types, rows }) => {
    const kinds = Object.entries(types);
    const written = rows.map(
      (row) => `(${row.map((cell, index) => literal(cell, kinds[index]?.[1] ?? "text")).join(", ")})`,
    );
    return [
      `CREATE TABLE ${schema}.${name} (${kinds.map(([column, kind]) => `${column} ${spellings[kind]}`).join(", ")})`,
      `INSERT INTO ${schema}.${name} VALUES ${written.join(", ")}`,
    ];
  });
}

function literal(cell: string | number, kind: Kind): string {
  if (kind === "date") return `DATE '${cell}'`;
  return kind === "text" ? `'${cell}'` : String(cell);
}

/** Columns as a catalog lists them, in the engine's own spelling. */
export function tpchCatalog(table: TpchTable, spell: Readonly<Record<Kind, string>>) {
  return Object.entries(table.columns).map(([name, kind]) => ({ name, type: spell[kind] }));
}

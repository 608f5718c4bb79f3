import type { CatalogColumn } from "@/lib/sql/security-context";

/** Which part of the data a row belongs to; every TPC-H table gets this column first. */
export const tenantColumn = "tenant_key";

const columnsOf: Readonly<Record<string, string>> = {
  region: "r_regionkey int, r_name varchar(25)",
  nation: "n_nationkey int, n_name varchar(25), n_regionkey int",
  supplier:
    "s_suppkey int, s_name varchar(25), s_address varchar(40), s_nationkey int, s_phone varchar(15), s_acctbal decimal(15,2), s_comment varchar(101)",
  customer:
    "c_custkey int, c_name varchar(25), c_address varchar(40), c_nationkey int, c_phone varchar(15), c_acctbal decimal(15,2), c_mktsegment varchar(10), c_comment varchar(117)",
  part: "p_partkey int, p_name varchar(55), p_mfgr varchar(25), p_brand varchar(10), p_type varchar(25), p_size int, p_container varchar(10)",
  partsupp: "ps_partkey int, ps_suppkey int, ps_availqty int, ps_supplycost decimal(15,2)",
  orders:
    "o_orderkey int, o_custkey int, o_orderstatus varchar(1), o_totalprice decimal(15,2), o_orderdate date, o_orderpriority varchar(15), o_shippriority int, o_comment varchar(79)",
  lineitem:
    "l_orderkey int, l_partkey int, l_suppkey int, l_quantity decimal(15,2), l_extendedprice decimal(15,2), l_discount decimal(15,2), l_tax decimal(15,2), l_returnflag varchar(1), l_linestatus varchar(1), l_shipdate date, l_commitdate date, l_receiptdate date, l_shipinstruct varchar(25), l_shipmode varchar(10)",
};

export const tpchTables = Object.keys(columnsOf);

/** The catalog of one table. */
export function tpchColumns(table: string): CatalogColumn[] {
  const columns = [`${tenantColumn} varchar(10)`, ...(columnsOf[table] ?? "").split(", ")];
  return columns.map((column) => {
    const [name = "", type = ""] = column.split(" ");
    return { name, type };
  });
}

const nations = ["FRANCE", "GERMANY", "BRAZIL", "CANADA", "SAUDI ARABIA"];
const regions = ["EUROPE", "ASIA", "AMERICA"];
const day = (n: number) => new Date(Date.UTC(1993, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);

/** The same numbers in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Row = (string | number)[];

/** A small TPC-H of one tenant in which every query finds something; keys are the tenant's own. */
function rowsOf(tenant: string, seed: number): Record<string, Row[]> {
  const next = numbers(seed);
  const pick = <T>(list: readonly T[]): T => list[next(list.length)] as T;
  const many = (count: number, row: (key: number) => Row) => Array.from({ length: count }, (_, n) => row(n + 1));
  const phone = () => `${pick(["13", "31", "23", "29", "99"])}-555`;
  const line = (order: number, quantity: number): Row => {
    const ship = next(2_000);
    const dates = [day(ship), day(ship + next(30)), day(ship + 1 + next(60))];
    const prices = [1_000 + next(9_000), next(11) / 100, next(9) / 100];
    const flags = [pick(["R", "A", "N"]), pick(["O", "F"])];
    const shipping = [pick(["DELIVER IN PERSON", "NONE"]), pick(["MAIL", "SHIP", "AIR"])];
    return [order, 1 + next(30), 1 + next(10), quantity, ...prices, ...flags, ...dates, ...shipping];
  };
  const rows: Record<string, Row[]> = {
    region: regions.map((name, key) => [key, name]),
    nation: nations.map((name, key) => [key, name, key % regions.length]),
    supplier: many(10, (key) => [
      key,
      `Supplier ${key}`,
      "street",
      next(5),
      phone(),
      next(5_000),
      key === 3 ? "Customer x Complaints" : "fine",
    ]),
    customer: many(40, (key) => [
      key,
      `Customer ${key}`,
      "street",
      next(5),
      phone(),
      next(9_000),
      pick(["BUILDING", "MACHINERY"]),
      "x",
    ]),
    part: many(30, (key) => [
      key,
      `${pick(["forest", "green", "dark"])} ${pick(["green", "red"])}`,
      "m",
      pick(["Brand#12", "Brand#23", "Brand#45"]),
      pick(["PROMO BRASS", "ECONOMY ANODIZED STEEL", "MEDIUM POLISHED TIN", "LARGE BRASS"]),
      pick([3, 9, 14, 15]),
      pick(["SM CASE", "MED BOX", "MED BAG"]),
    ]),
    partsupp: many(30, (key) => [key, 1 + ((key * 3) % 10), 100 + next(900), 1 + next(100)]).concat(
      many(30, (key) => [key, 1 + ((key * 7) % 10), 100 + next(900), 1 + next(100)]),
    ),
    orders: many(300, (key) => [
      key,
      1 + next(35),
      pick(["F", "O"]),
      next(90_000),
      day(next(1_900)),
      pick(["1-URGENT", "2-HIGH", "5-LOW"]),
      0,
      pick(["x", "special big requests"]),
    ]),
    lineitem: [],
  };
  for (let order = 1; order <= 300; order += 1) {
    const big = order % 50 === 0;
    for (let n = 0; n < (big ? 8 : 3); n += 1) rows.lineitem?.push(line(order, big ? 50 : 1 + next(40)));
  }
  for (const list of Object.values(rows)) for (const row of list) row.unshift(tenant);
  return rows;
}

/** Statements that make and fill the tables with rows of these tenants. */
export function tpchStatements(tenants: readonly string[]): string[] {
  const create = tpchTables.map((table) => `CREATE TABLE ${table} (${tenantColumn} varchar(10), ${columnsOf[table]})`);
  const inserts = tenants.flatMap((tenant, index) =>
    Object.entries(rowsOf(tenant, tenant === "a" ? 7 : 100 + index)).map(([table, rows]) => {
      const values = rows.map(
        (row) => `(${row.map((cell) => (typeof cell === "string" ? `'${cell}'` : cell)).join(", ")})`,
      );
      return `INSERT INTO ${table} VALUES ${values.join(", ")}`;
    }),
  );
  return [...create, ...inserts];
}

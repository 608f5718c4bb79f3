import fs from "node:fs";
import path from "node:path";
import type { ConnectionSettingsInput } from "@/lib/connections/connection-schema";
import type { CreateDatasetInput } from "@/lib/datasets/dataset-schema";
import type { PolicyInput } from "@/lib/policies/policy-schema";
import { createFileSource, createPostgresSource, salesRows } from "@/tests/support/data-sources";
import {
  type ClickhouseDatabase,
  createClickhouseDatabase,
  createMariadbDatabase,
  type MariadbDatabase,
} from "@/tests/support/source-servers";
import { runAsAdmin } from "@/tests/support/test-database";

export type Layers = Omit<PolicyInput, "projectId" | "connectionId" | "name">;

/** A way of keeping tenants apart on one engine. */
export interface Style {
  readonly name: string;
  readonly layers: readonly Layers[];
  readonly parameters?: Readonly<Record<string, string>>;
  /** Of a connection other than the source's own. */
  readonly settings?: ConnectionSettingsInput;
  /** Tables that stay hidden: a dataset in their place. */
  readonly dataset?: Pick<CreateDatasetInput, "name" | "sql">;
}

/** A source with the same sales everywhere they are kept: in one table, and once more in a place for each tenant. */
export interface Source {
  readonly settings: ConnectionSettingsInput;
  readonly styles: readonly Style[];
  close(): Promise<void>;
}

export const tenants = ["california", "texas"] as const;

export const byKey = { tenant: "{{ tenant.key }}" };
const nothingToClose = async () => undefined;

/** What every engine can do with rows of all tenants in one table. */
export const rowStyles: readonly Style[] = [
  {
    name: "rows filtered by a list",
    layers: [{ rules: [{ table: "sales", filter: "state IN {{ states }}" }] }],
    parameters: { states: "{{ tenant.attributes.state }}" },
  },
  {
    name: "a tenant column on every table that has it",
    layers: [{ rules: [{ allTablesWithColumn: "tenant", tenantColumns: { tenant: "tenant" } }] }],
    parameters: byKey,
  },
  {
    name: "a macro, with a constant rule beside it that changes nothing",
    layers: [
      { rules: [{ table: "sales", filter: "tenant = '{{ current_user_tenant() }}'", excludedColumns: ["cost"] }] },
      { rules: [{ table: "sales", filter: "year >= 2000 AND amount IS NOT NULL" }] },
    ],
  },
  {
    name: "custom SQL of a trusted dataset",
    layers: [],
    dataset: {
      name: "own_sales",
      sql: "SELECT id, tenant, year, amount FROM sales WHERE tenant = '{{ tenant.key }}'",
    },
  },
];

export async function postgresSource(): Promise<Source> {
  const { url, adminUrl } = await createPostgresSource();
  const { username, password, host, pathname } = new URL(url);
  const prefix = `own_${pathname.slice(1)}`;
  for (const tenant of tenants) {
    await createOwnDatabase(`${prefix}_${tenant}`, adminUrl, tenant, username);
    await runAsAdmin(
      `CREATE ROLE ${prefix}_${tenant};
       GRANT USAGE ON SCHEMA ${tenant} TO ${prefix}_${tenant};
       GRANT SELECT ON ${tenant}.sales TO ${prefix}_${tenant};
       GRANT ${prefix}_${tenant} TO ${username};`,
      adminUrl,
    );
  }
  const template = `postgresql+psycopg2://${username}:{{ password@secret }}@${host}/${prefix}_{{ tenant }}`;
  const ownDatabase = { connectionLayer: { urlTemplate: template, secrets: { password } } };
  const ownSchema = { schemaLayer: { schemaTemplate: "{{ tenant }}" } };
  const rule = { rules: [{ table: "sales", filter: "tenant = {{ tenant }}" }] };
  return {
    settings: { engine: "POSTGRES", url },
    styles: [
      ...rowStyles,
      { name: "a schema for each tenant", layers: [ownSchema], parameters: byKey },
      {
        name: "a schema and a database role for each tenant",
        layers: [{ schemaLayer: { schemaTemplate: "{{ tenant }}", roleTemplate: `${prefix}_{{ tenant }}` } }],
        parameters: byKey,
      },
      { name: "a database for each tenant", layers: [ownDatabase], parameters: byKey },
      { name: "a schema with a rule in it", layers: [{ ...ownSchema, ...rule }], parameters: byKey },
      {
        name: "a database, a schema and a rule together",
        layers: [{ ...ownDatabase, ...ownSchema, ...rule }],
        parameters: byKey,
      },
      { name: "a database by one policy and a rule by another", layers: [ownDatabase, rule], parameters: byKey },
    ],
    close: nothingToClose,
  };
}

/** A database of one tenant's own: its sales in `public` and in a schema named like the tenant. */
async function createOwnDatabase(name: string, adminUrl: string, tenant: string, reader: string): Promise<void> {
  await runAsAdmin(`CREATE DATABASE ${name}`, adminUrl);
  const own = new URL(adminUrl);
  own.pathname = `/${name}`;
  await runAsAdmin(
    `CREATE SCHEMA ${tenant};
     CREATE TABLE public.sales (id int PRIMARY KEY, tenant text, state text, year int, amount int, cost int);
     INSERT INTO public.sales SELECT * FROM (VALUES ${salesRows}) AS v WHERE column2 = '${tenant}';
     CREATE TABLE ${tenant}.sales AS SELECT * FROM public.sales;
     GRANT USAGE ON SCHEMA public, ${tenant} TO ${reader};
     GRANT SELECT ON public.sales, ${tenant}.sales TO ${reader};`,
    own.href,
  );
}

export async function fileSource(): Promise<Source> {
  const folder = createFileSource();
  const table = (schema: string, of: string) => ({
    schema,
    name: "sales",
    format: "csv" as const,
    path: path.join(folder, of, "sales.csv"),
  });
  return {
    settings: {
      engine: "DUCKDB",
      tables: [table("main", "all"), ...tenants.map((tenant) => table(tenant, tenant))],
    },
    styles: [
      ...rowStyles,
      {
        name: "a schema for each tenant",
        layers: [{ schemaLayer: { schemaTemplate: "{{ tenant }}" } }],
        parameters: byKey,
      },
      {
        name: "a folder for each tenant, read by a pattern",
        layers: [{ connectionLayer: { fileTemplates: [{ table: "sales", path: `${folder}/{{ tenant }}/*.csv` }] } }],
        parameters: byKey,
      },
      {
        name: "a folder with a rule in it",
        layers: [
          {
            connectionLayer: { fileTemplates: [{ table: "sales", path: `${folder}/{{ tenant }}/sales.csv` }] },
            rules: [{ table: "main.sales", filter: "tenant = {{ tenant }}" }],
          },
        ],
        parameters: byKey,
      },
    ],
    close: async () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}

const columns = "(id int PRIMARY KEY, tenant varchar(20), state varchar(20), year int, amount int, cost int)";

export async function mariadbSource(): Promise<Source> {
  const source: MariadbDatabase = await createMariadbDatabase();
  const { name, admin } = source;
  await admin.query(`CREATE TABLE sales ${columns}; INSERT INTO sales VALUES ${salesRows};`);
  for (const tenant of tenants) {
    await admin.query(`CREATE DATABASE \`${name}_${tenant}\`;
      CREATE TABLE \`${name}_${tenant}\`.sales AS SELECT * FROM sales WHERE tenant = '${tenant}';`);
  }
  const { host, port, user, password } = source.target();
  const server = `mysql+pymysql://${user}:${password}@${host}:${port}`;
  return {
    settings: { engine: "MYSQL", url: `${server}/${name}` },
    styles: [
      ...rowStyles,
      {
        name: "a database for each tenant, by URL",
        layers: [{ connectionLayer: { urlTemplate: `${server}/${name}_{{ tenant }}` } }],
        parameters: byKey,
      },
      {
        name: "a database for each tenant, by schema",
        layers: [{ schemaLayer: { schemaTemplate: `${name}_{{ tenant }}` } }],
        parameters: byKey,
      },
    ],
    close: async () => {
      for (const tenant of tenants) await admin.query(`DROP DATABASE \`${name}_${tenant}\``);
      await source.drop();
    },
  };
}

export async function clickhouseSource(): Promise<Source> {
  const source: ClickhouseDatabase = await createClickhouseDatabase();
  const types = "(id Int32, tenant String, state String, year Int32, amount Int32, cost Int32)";
  await source.admin.command({ query: `CREATE TABLE ${source.name}.sales ${types} ENGINE = Memory` });
  await source.admin.command({ query: `INSERT INTO ${source.name}.sales VALUES ${salesRows}` });
  const { host, port, user, password } = source.target();
  const url = `clickhouse://${user}:${password}@${host}:${port}/${source.name}`;
  return { settings: { engine: "CLICKHOUSE", url, secure: false }, styles: rowStyles, close: () => source.drop() };
}

/** The rows that a tenant owns, by the raw data: id, tenant, amount. */
export function ownedRows(tenant: string): (string | number)[][] {
  return salesRows
    .split("\n")
    .filter((line) => line.includes(`'${tenant}'`))
    .map((line) => line.replace(/[()'\s]|,$/g, "").split(","))
    .map(([id, owner = "", , , amount]) => [Number(id), owner, Number(amount)]);
}

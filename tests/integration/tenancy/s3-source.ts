import { readFile } from "node:fs/promises";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { ConnectionSettingsInput } from "@/lib/connections/connection-schema";
import { env } from "@/lib/env";
import { salesRows } from "@/tests/support/data-sources";
import { type S3Server, startS3Server } from "@/tests/support/s3-server";
import { byKey, rowStyles, type Source, tenants } from "./styles";

/**
 * A bucket with the sales of all tenants under `all/` and each tenant's own under `store/` and its key, as CSV and as
 * Parquet: once whole, and once an object for each year, which only a pattern finds together.
 */
export async function s3Source(): Promise<Source> {
  const server = await startS3Server();
  await putSales(server);
  const at = (place: string) => `s3://${server.bucket}/${place}`;
  const table = (schema: string, folder: string, format: "csv" | "parquet") => ({
    schema,
    name: "sales",
    format,
    path: at(`${folder}/sales-*.${format}`),
  });
  const settingsOf = (...tables: ReturnType<typeof table>[]) =>
    ({ engine: "DUCKDB", tables, s3: server.login }) satisfies ConnectionSettingsInput;
  const csv = settingsOf(table("main", "all", "csv"));
  const parquet = settingsOf(table("main", "all", "parquet"));
  const onePath = at("store/{{ tenant }}/*");
  const fileTemplates = (file: string) => [{ table: "sales", path: at(`store/{{ tenant }}/${file}`) }];
  const rule = { rules: [{ table: "main.sales", filter: "tenant = {{ tenant }}" }] };
  return {
    settings: csv,
    styles: [
      ...rowStyles,
      {
        name: "a rule over a shared Parquet object",
        layers: [rule],
        parameters: byKey,
        settings: parquet,
      },
      {
        name: "one path for all tables, CSV by a pattern",
        layers: [{ connectionLayer: { urlTemplate: onePath } }],
        parameters: byKey,
      },
      {
        name: "one path for all tables, Parquet by a pattern",
        layers: [{ connectionLayer: { urlTemplate: onePath } }],
        parameters: byKey,
        settings: parquet,
      },
      {
        name: "a path for the table, one CSV object",
        layers: [{ connectionLayer: { fileTemplates: fileTemplates("whole.csv") } }],
        parameters: byKey,
      },
      {
        name: "a path for the table, one Parquet object, with a rule in it",
        layers: [{ connectionLayer: { fileTemplates: fileTemplates("whole.parquet") }, ...rule }],
        parameters: byKey,
        settings: parquet,
      },
      {
        name: "a schema for each tenant",
        layers: [{ schemaLayer: { schemaTemplate: "{{ tenant }}" } }],
        parameters: byKey,
        settings: settingsOf(
          table("main", "all", "csv"),
          ...tenants.map((tenant) => table(tenant, `store/${tenant}`, "csv")),
        ),
      },
    ],
    close: () => server.stop(),
  };
}

async function putSales(server: S3Server): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE sales AS SELECT * FROM (VALUES ${salesRows})
    AS v(id, tenant, state, year, amount, cost)`);
  const put = async (key: string, condition: string) => {
    for (const format of ["csv", "parquet"] as const) {
      const file = path.join(env().dataDirectory, `sales.${format}`);
      await connection.run(`COPY (SELECT * FROM sales WHERE ${condition}) TO '${file}'`);
      await server.put(`${key}.${format}`, await readFile(file));
    }
  };
  const folders = [
    ["all", "true"] as const,
    ...tenants.map((tenant) => [`store/${tenant}`, `tenant = '${tenant}'`] as const),
  ];
  for (const [folder, condition] of folders) {
    await put(`${folder}/whole`, condition);
    for (const year of [2020, 2021]) await put(`${folder}/sales-${year}`, `${condition} AND year = ${year}`);
  }
  instance.closeSync();
}

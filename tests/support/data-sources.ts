import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { env } from "@/lib/env";
import { createTestDatabase, runAsAdmin } from "./test-database";

/** Data that every integration test of queries can check by eye: each tenant's rows name their tenant. */
export const salesRows = `
  (1, 'california', 'California', 2020, 100, 7),
  (2, 'california', 'California', 2021, 200, 7),
  (3, 'texas', 'Texas', 2020, 1000, 9),
  (4, 'texas', 'Texas', 2021, 2000, 9),
  (5, 'nevada', 'Nevada', 2021, 30000, 9)`;

const salesColumns = "(id int PRIMARY KEY, tenant text, state text, year int, amount int, cost int)";

export interface PostgresSource {
  /** With a login that can only read. */
  readonly url: string;
  readonly adminUrl: string;
}

/**
 * A database with `public.sales` of all tenants, `public.airports` for everybody, and a schema `california` and `texas`
 * with a `sales` of each tenant's own.
 */
export async function createPostgresSource(): Promise<PostgresSource> {
  const adminUrl = await createTestDatabase();
  const login = `reader_${randomBytes(4).toString("hex")}`;
  await runAsAdmin(
    `
    CREATE TABLE public.sales ${salesColumns};
    INSERT INTO public.sales VALUES ${salesRows};
    CREATE TABLE public.airports (iata text, state text);
    INSERT INTO public.airports VALUES ('SFO', 'California'), ('DFW', 'Texas');
    CREATE TABLE public.secrets (id int, word text);
    INSERT INTO public.secrets VALUES (1, 'hidden');
    ${["california", "texas"]
      .map(
        (tenant) => `
    CREATE SCHEMA ${tenant};
    CREATE TABLE ${tenant}.sales AS SELECT * FROM public.sales WHERE tenant = '${tenant}';`,
      )
      .join("")}
    CREATE ROLE ${login} LOGIN PASSWORD 'reads-only';
    GRANT USAGE ON SCHEMA public, california, texas TO ${login};
    GRANT SELECT ON ALL TABLES IN SCHEMA public, california, texas TO ${login};`,
    adminUrl,
  );
  const url = new URL(adminUrl);
  url.username = login;
  url.password = "reads-only";
  url.protocol = "postgresql:";
  return { url: url.href, adminUrl };
}

/** The demo's folder, which file connections may always read, with a CSV per tenant and one of all tenants. */
export function createFileSource(): string {
  const folder = path.join(env().dataDirectory, "demo", "files", `source-${randomBytes(4).toString("hex")}`);
  const lines = salesRows
    .split("\n")
    .filter((line) => line.includes("("))
    .map((line) => line.replace(/[()'\s]|,$/g, ""));
  const header = "id,tenant,state,year,amount,cost";
  const write = (name: string, rows: string[]) => {
    fs.mkdirSync(path.join(folder, name), { recursive: true });
    fs.writeFileSync(path.join(folder, name, "sales.csv"), `${[header, ...rows].join("\n")}\n`);
  };
  write("all", lines);
  for (const tenant of ["california", "texas"])
    write(
      tenant,
      lines.filter((line) => line.includes(tenant)),
    );
  return folder;
}

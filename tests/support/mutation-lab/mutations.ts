import type { Dialect } from "@/lib/sql/security-context";
import { clickhouseMutations } from "./clickhouse-mutations";
import { duckdbMutations } from "./duckdb-mutations";
import { mysqlMutations } from "./mysql-mutations";
import { postgresMutations } from "./postgres-mutations";
import { sharedMutations } from "./shared-mutations";

/** One check of the guard switched off: a text of one file under `lib/sql`, and what stands there instead. */
export interface Mutation {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

export const mutations: readonly { readonly dialect: Dialect; readonly mutation: Mutation }[] = [
  ...sharedMutations.map((mutation) => ({ dialect: "postgres" as const, mutation })),
  ...postgresMutations.map((mutation) => ({ dialect: "postgres" as const, mutation })),
  ...duckdbMutations.map((mutation) => ({ dialect: "duckdb" as const, mutation })),
  ...mysqlMutations.map((mutation) => ({ dialect: "mysql" as const, mutation })),
  ...clickhouseMutations.map((mutation) => ({ dialect: "clickhouse" as const, mutation })),
];

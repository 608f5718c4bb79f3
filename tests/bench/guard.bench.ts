import { securedDialects } from "@/lib/sql/secure-sql";
import { benchEndToEnd } from "./guard/end-to-end";
import { benchHostile } from "./guard/hostile";
import { benchRewrite } from "./guard/rewrite";

/** What the guard costs. Medians of this run, with the baseline of the same run beside them; no number decides a test. */
const dialects = ["postgres", "duckdb"] as const;

for (const dialect of securedDialects) await benchRewrite(dialect);
for (const dialect of dialects) await benchHostile(dialect);
for (const dialect of dialects) await benchEndToEnd(dialect);

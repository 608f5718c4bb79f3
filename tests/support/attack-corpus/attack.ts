import type { SqlRefusalCode } from "@/lib/sql/sql-refusal";

/** What has to happen: refused by this code before any engine sees it, or answered as if the others did not exist. */
export type AttackOutcome = SqlRefusalCode | "answered";

export type Attack = readonly [AttackOutcome, string];

import type { AccessWay } from "@/lib/shares/access-schema";
import { levelWords, wayWords } from "./words";

/** `Group Ops as Editor until 2026-12-31`. */
export function wayInWords({ kind, groupName, level, expiresAt }: AccessWay): string {
  const through = kind === "GROUP" ? `${wayWords.GROUP} ${groupName ?? ""}` : wayWords[kind];
  if (kind === "ADMIN") return through;
  return `${through} as ${levelWords[level].label}${expiresAt ? ` until ${expiresAt.slice(0, 10)}` : ""}`;
}

/** All ways of one person, in a line. */
export function waysInWords(ways: readonly AccessWay[]): string {
  return ways.map(wayInWords).join(" · ");
}

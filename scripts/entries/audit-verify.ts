import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { anchorLine, parseAnchors } from "@/lib/audit/audit-anchors";
import { sealAuditEvents } from "@/lib/audit/seal-audit-events";
import { type NamedChainReport, verifyAudit } from "@/lib/audit/verify-audit";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";

interface Options {
  readonly tenant?: string;
  readonly anchor?: string;
  readonly "write-anchor"?: string;
}

function say({ name, state, events, faults, faultCount }: NamedChainReport): void {
  const removed = state.removedLength > 0 ? `, ${state.removedLength} before them removed by retention` : "";
  const verdict = faultCount === 0 ? "whole" : `${faultCount} FAULTS`;
  console.log(`${name} (${state.id}): ${events} events${removed}: ${verdict}`);
  for (const { sequence, message } of faults) console.log(`  event ${sequence}: ${message}`);
  if (faultCount > faults.length) console.log(`  and ${faultCount - faults.length} more`);
}

async function verify(options: Options): Promise<boolean> {
  const anchors = options.anchor ? parseAnchors(readFileSync(options.anchor, "utf8")) : [];
  await sealAuditEvents();
  const lines: string[] = [];
  let chains = 0;
  let whole = true;
  for await (const report of verifyAudit({ tenant: options.tenant, anchors })) {
    say(report);
    chains += 1;
    whole &&= report.faultCount === 0;
    const { id: chain, length, headHash: hash } = report.state;
    lines.push(anchorLine({ chain, length, hash }));
  }
  if (chains === 0) throw new DomainError("not_found", "No tenant has this key or id");
  console.log(whole ? "The audit is what was written." : "The audit is NOT what was written.");
  const file = options["write-anchor"];
  if (file && whole) writeFileSync(file, lines.join(""));
  else if (file) console.log("No anchor was written: it would vouch for the faults.");
  return whole;
}

try {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { tenant: text, anchor: text, "write-anchor": text } });
  if (!(await verify(values))) process.exitCode = 1;
} catch (error) {
  const expected = error instanceof DomainError || (error as NodeJS.ErrnoException).code === "ENOENT";
  if (!expected) throw error;
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await database.$disconnect();
}

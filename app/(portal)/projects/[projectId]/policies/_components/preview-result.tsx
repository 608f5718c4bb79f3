"use client";
import type { PolicyPreview } from "@/lib/queries/query-schema";
import type { Engine } from "@/prisma/client/enums";
import { PreviewRows } from "../../../../_preview/preview-rows";
import { Refusal } from "../../../../_preview/refusal";
import { SqlComparison } from "../../../../_preview/sql-comparison";
import classes from "./preview-section.module.css";
import { PreviewTrace } from "./preview-trace";
import { placeInWords, problemText } from "./problem-text";
import type { TriedPolicy } from "./use-policy-preview";

export interface PreviewResultProps {
  readonly engine: Engine;
  readonly tried: TriedPolicy;
  /** Something was changed since. */
  readonly stale: boolean;
  readonly pending: boolean;
}

/** What came of trying the policy. */
export function PreviewResult({ engine, tried, stale, pending }: PreviewResultProps) {
  const { input, outcome } = tried;
  return (
    <section className={classes.result} aria-label="Preview" aria-busy={pending}>
      {stale && !pending ? (
        <p className={classes.quiet}>This is from before your last change. Preview again to see what it does.</p>
      ) : null}
      {outcome.ok ? <Answer engine={engine} sql={input.sql} preview={outcome.data} /> : <Failure outcome={outcome} />}
    </section>
  );
}

function Answer({ engine, sql, preview }: { engine: Engine; sql: string; preview: PolicyPreview }) {
  const { secured, rows, refusal } = preview;
  return (
    <>
      {refusal ? <Refusal title="Refused for this tenant.">{problemText(refusal)}</Refusal> : null}
      {secured ? (
        <>
          <SqlComparison engine={engine} before={sql} after={secured.sql} />
          <PreviewTrace trace={secured.trace} />
        </>
      ) : null}
      {rows ? <PreviewRows label="First rows" rows={rows} /> : null}
    </>
  );
}

/** Errors of the fields beside it stand there; those of the policy's own fields are named here, too. */
function Failure({ outcome }: { outcome: Extract<TriedPolicy["outcome"], { ok: false }> }) {
  const { message, fields = {} } = outcome.error;
  const elsewhere = Object.entries(fields).filter(([path]) => !/^(tenantId|sql|parameters)\b/.test(path));
  if (elsewhere.length === 0) return <Refusal title="Not tried.">{message}</Refusal>;
  return elsewhere.map(([path, problem]) => {
    const place = placeInWords(path.replace(/^policy\./, ""));
    return (
      <Refusal key={path} title={`${place}:`}>
        {problem}
      </Refusal>
    );
  });
}

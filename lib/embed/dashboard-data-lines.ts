import type { CardOutcome } from "@/lib/dashboards/run-dashboard";

/** Rows are JSON already: the line is put together around them. `withPlace` says where in a query it was refused. */
export function lineFor(outcome: CardOutcome, { withPlace = false }: { readonly withPlace?: boolean } = {}): Buffer {
  const { cardId } = outcome;
  if ("error" in outcome) {
    const { code, message, fields } = outcome.error;
    const error = { code, message, ...(withPlace && fields ? { fields } : {}) };
    return Buffer.from(`${JSON.stringify({ cardId, error })}\n`);
  }
  const members = outcome.result.answer.json.subarray(1);
  return Buffer.concat([Buffer.from(`{"cardId":${JSON.stringify(cardId)},`), members, newline]);
}

const newline = Buffer.from("\n");

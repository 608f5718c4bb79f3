import type { CardOutcome } from "@/lib/dashboards/run-dashboard";

/** Rows are JSON already: the line is put together around them. */
export function lineFor(outcome: CardOutcome): Buffer {
  const { cardId } = outcome;
  if ("error" in outcome) {
    const { code, message } = outcome.error;
    return Buffer.from(`${JSON.stringify({ cardId, error: { code, message } })}\n`);
  }
  const members = outcome.result.answer.json.subarray(1);
  return Buffer.concat([Buffer.from(`{"cardId":${JSON.stringify(cardId)},`), members, newline]);
}

const newline = Buffer.from("\n");

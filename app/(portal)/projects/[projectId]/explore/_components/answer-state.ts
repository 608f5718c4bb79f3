import { counted } from "../../../../_labels/words";
import type { useAnswer } from "./use-answer";

/** How an answer stands, in words: asked for, refused, or how much there is of it and since when. */
export function answerState(
  { answered, error, isPending }: Pick<ReturnType<typeof useAnswer>, "answered" | "error" | "isPending">,
  limit: number,
): string {
  if (isPending) return "Asking…";
  if (error) return "Not answered";
  if (!answered) return "";
  const { rowCount, truncated, asOf } = answered.rows;
  const time = new Date(asOf).toLocaleTimeString("en-US", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const isCut = truncated || rowCount >= limit;
  const rows = isCut ? `The first ${counted(rowCount, "row")}; there may be more` : counted(rowCount, "row");
  return `${rows} · as of ${time}`;
}

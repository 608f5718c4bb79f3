"use client";
import { useEffect, useRef } from "react";
import { suggestChart } from "@/components/charts/suggest-chart";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import { drawableCard } from "./card-of-draft";
import type { DrawingFormProps } from "./forms/drawing-form";

/** The first answer of a card for which nothing was chosen picks a drawing that fits, as a step like any other. */
export function useSuggestedDrawing(
  card: DraftCard,
  { lines }: DrawingFormProps["rows"],
  onChange: DrawingFormProps["onChange"],
): void {
  const line = lines.get(card.id);
  const isDrawable = drawableCard(card) !== null;
  const latest = useRef({ onChange, card });
  latest.current = { onChange, card };
  useEffect(() => {
    const { onChange: change, card: current } = latest.current;
    if (isDrawable || !line || line.error || Object.keys(current.options).length > 0) return;
    change(suggestChart(line) as unknown as Partial<DraftCard>);
  }, [line, isDrawable]);
}

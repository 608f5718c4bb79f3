"use client";
import { IconTelescope } from "@tabler/icons-react";
import { useMemo } from "react";
import { drawableCard, plainCard } from "@/components/dashboard-editor/card-of-draft";
import { DashboardCard } from "@/components/dashboards/dashboard-card";
import surface from "@/components/dashboards/dashboard-view.module.css";
import { EmptyState } from "@/components/ui/empty-state";
import type { CardView } from "@/lib/dashboards/card-schema";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import type { DomainQuery } from "@/lib/domains/domain-query-schema";
import type { ExploredDomain } from "../explored-domain";
import { AnswerRefusal } from "./answer-refusal";
import classes from "./explore.module.css";
import type { ExploreRequests } from "./explore-requests";
import { FirstSteps } from "./first-steps";
import type { useAnswer } from "./use-answer";
import { useValueMenu } from "./use-value-menu";

export interface AnswerViewProps {
  readonly domain: ExploredDomain;
  /** Null while nothing is chosen. */
  readonly asked: DomainQuery | null;
  readonly answer: ReturnType<typeof useAnswer>;
  readonly card: DraftCard;
  readonly requests: ExploreRequests;
  readonly onStart: (query: DomainQuery) => void;
  readonly onVia: (relationships: readonly string[]) => void;
  readonly onKeepOnly: (field: string, value: string | number | boolean) => void;
}

/** The answer: drawn, and its rows under it; or why there is none, and what to do. */
export function AnswerView({ domain, asked, answer, card, requests, onStart, onVia, onKeepOnly }: AnswerViewProps) {
  const { answered, error, isPending } = answer;
  const view = useMemo(() => drawnAs(card, answered?.rows.fields), [card, answered]);
  const table = useMemo((): CardView => ({ ...asTable(view), id: rowsId, title: "Rows" }), [view]);
  const menu = useValueMenu({ answered, view, requests, onKeepOnly });
  if (asked === null) return <FirstSteps domain={domain} onStart={onStart} />;
  if (error && !isPending) return <AnswerRefusal error={error} onVia={onVia} onAgain={answer.refresh} />;
  if (answered && !isPending && answered.rows.rowCount === 0) {
    return (
      <EmptyState icon={<IconTelescope size={20} />} title="No rows">
        {asked.filters.length > 0
          ? "The query ran and nothing fits its conditions. Take one away, or widen it."
          : "The query ran; there are no rows that you may see."}
      </EmptyState>
    );
  }
  const shared = { isStale: isPending, onValue: menu.onValue, hasMenu: false };
  const line = answered ? { ...answered.rows, cardId: card.id } : undefined;
  return (
    <div className={`${surface.dashboard} ${classes.drawings}`}>
      <div className={view.kind === "TABLE" ? classes.only : view.kind === "NUMBER" ? classes.figure : classes.drawing}>
        <DashboardCard card={view} line={line} {...shared} />
      </div>
      {view.kind === "TABLE" || !line ? null : (
        <div className={classes.behind}>
          <DashboardCard card={table} line={line} {...shared} />
        </div>
      )}
      {menu.overlay}
    </div>
  );
}

/** The rows are a card of their own on the page, and no card of any dashboard. */
const rowsId = "00000000-0000-4000-8000-000000000000";

/** A card as it is drawn, its columns in the domain's words; a table while its options are unfinished. */
function drawnAs(card: DraftCard, fields: { column: string; label: string }[] | undefined): CardView {
  const view = drawableCard(card) ?? plainCard(card);
  return view.kind === "TEXT" || !fields ? view : { ...view, fields };
}

function asTable(view: CardView): CardView {
  return { interactions: [], ...view, kind: "TABLE", options: {} };
}

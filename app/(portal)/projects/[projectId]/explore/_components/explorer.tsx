"use client";
import { useMemo, useState } from "react";
import { withFields } from "@/components/charts/data-table";
import { withGivenCondition } from "@/components/dashboard-editor/query/edit-query";
import { LanguageContext } from "@/components/dashboards/messages/use-words";
import type { SearchOption } from "@/components/ui/search-select";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import { useLanguage } from "../../../../_labels/use-language";
import { ViewAsStrip } from "../../dashboards/_components/view-as-strip";
import type { ExploreRights } from "../explore-rights";
import type { ExploredDomain } from "../explored-domain";
import { AnswerBar } from "./answer-bar";
import { answerState } from "./answer-state";
import { AnswerView } from "./answer-view";
import { askableQuery } from "./exploration";
import classes from "./explore.module.css";
import { ExplorePanel } from "./explore-panel";
import { exploreRequests } from "./explore-requests";
import { PanelPlace } from "./panel-place";
import { SaveCardDialog } from "./save-card-dialog";
import { cardOf } from "./shown-chart";
import { SqlDialog } from "./sql-dialog";
import { titleOf } from "./title-of";
import { useAnswer } from "./use-answer";
import { useExploration } from "./use-exploration";

export interface ExplorerProps {
  readonly projectId: string;
  readonly domain: ExploredDomain;
  /** The tenant whose data is shown instead of one's own. */
  readonly tenant: SearchOption | null;
  readonly may: ExploreRights;
}

/** Exploring one domain: what is asked on the left, the answer at once beside it. */
export function Explorer({ projectId, domain, tenant, may }: ExplorerProps) {
  const language = useLanguage();
  const domainId = domain.id;
  const asTenantId = tenant?.value;
  const requests = useMemo(
    () => exploreRequests({ projectId, domainId, asTenantId }),
    [projectId, domainId, asTenantId],
  );
  const { exploration, change } = useExploration(domainId);
  const { query, chart } = exploration;
  const asked = useMemo(() => askableQuery(query), [query]);
  const answer = useAnswer(requests, asked);
  const rows = answer.answered?.rows ?? null;
  const title = answer.answered ? titleOf(answer.answered.query, answer.answered.rows.fields) : "";
  const card = useMemo(
    () => cardOf(domainId, title, chart, rows && withFields(rows, rows.fields)),
    [domainId, title, chart, rows],
  );
  const [dialog, setDialog] = useState<"save" | "sql" | null>(null);
  const setCard = ({ kind, options }: Partial<DraftCard>, key?: string) => {
    const next = kind ?? card.kind;
    if (next !== "TEXT") change({ chart: { kind: next, options: options ?? card.options } }, key);
  };
  return (
    <LanguageContext value={language}>
      {tenant ? <ViewAsStrip tenantName={tenant.label} /> : null}
      <div className={classes.explorer}>
        <PanelPlace state={answerState(answer, query.limit)}>
          <ExplorePanel
            projectId={projectId}
            domain={domain}
            query={query}
            card={card}
            rows={rows}
            loadValues={requests.values}
            isChartChosen={chart !== null}
            onQuery={(next, key) => change({ query: next }, key)}
            onCard={setCard}
            onFreeChart={() => change({ chart: null })}
          />
        </PanelPlace>
        <div className={classes.answer}>
          <AnswerBar
            answer={answer}
            isAsking={asked !== null}
            limit={query.limit}
            title={title}
            loadCsv={requests.csv}
            onSql={() => setDialog("sql")}
            onSave={may.addToDashboards || may.createDashboards ? () => setDialog("save") : undefined}
          />
          <AnswerView
            domain={domain}
            asked={asked}
            answer={answer}
            card={card}
            requests={requests}
            onStart={(next) => change({ query: next })}
            onVia={(via) => change({ query: { ...query, via: [...(query.via ?? []), ...via] } })}
            onKeepOnly={(field, value) => change({ query: withGivenCondition(query, field, value) })}
          />
        </div>
      </div>
      {dialog === "sql" && rows?.sql && rows.dialect ? (
        <SqlDialog sql={rows.sql} dialect={rows.dialect} onClose={() => setDialog(null)} />
      ) : null}
      {dialog === "save" && answer.answered ? (
        <SaveCardDialog
          projectId={projectId}
          domainId={domainId}
          card={card}
          query={answer.answered.query}
          may={may}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </LanguageContext>
  );
}

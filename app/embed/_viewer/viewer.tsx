import { lazy, Suspense, useMemo, useState, useSyncExternalStore } from "react";
import { DashboardView } from "@/components/dashboards/dashboard-view";
import { messagesFor } from "@/components/dashboards/messages/messages-for";
import { LanguageContext, useWords } from "@/components/dashboards/messages/use-words";
import type { ChosenFilters } from "@/components/dashboards/request-data";
import { LoadingDashboard } from "./loading-dashboard";
import { Navigation } from "./navigation";
import styles from "./viewer.module.css";
import type { ViewerSession } from "./viewer-session";
import type { ViewerState, ViewerStore } from "./viewer-store";

/** Fetched when somebody whose token may edit begins to: nobody else pays for it. */
const EmbedEditor = lazy(async () => {
  await import("../_editor/without-eval");
  const { EmbedEditor: part } = await import("../_editor/embed-editor");
  return { default: part };
});

interface ViewerProps {
  readonly store: ViewerStore;
  readonly session: ViewerSession;
  /** Whether the token, and not the address, says which dashboards there are. */
  readonly isProject: boolean;
  readonly onFiltersChange: (filters: ChosenFilters) => void;
  readonly onTabChange: (tab: string) => void;
  readonly onSettled: () => void;
}

/** The dashboard, its shape while it comes, or one quiet sentence. */
export function Viewer(props: ViewerProps) {
  const state = useSyncExternalStore(props.store.subscribe, props.store.get);
  const { locale, messages } = state;
  const language = useMemo(() => ({ locale, messages: messagesFor(locale, messages) }), [locale, messages]);
  return (
    <LanguageContext value={language}>
      <Shown {...props} state={state} />
    </LanguageContext>
  );
}

function Shown({ state, session: go, isProject, ...props }: ViewerProps & { readonly state: ViewerState }) {
  const { source, definition, session, dashboards, filters, tab, trail, locale, messages, problem } = state;
  const { say } = useWords();
  const [isEditing, setIsEditing] = useState(false);
  if (problem) {
    return (
      <p className={styles.sentence} role="status" data-problem={problem.name}>
        {say(problem.sentence)}
      </p>
    );
  }
  if (!session) return <LoadingDashboard />;
  // Those who may edit get the version with the definition; a session with locked filters runs saved cards only (R09).
  const mayEdit = definition?.version !== undefined && session.lockedFilters.length === 0;
  if (isEditing && mayEdit && source) {
    return (
      <Suspense fallback={<LoadingDashboard />}>
        <EmbedEditor
          dashboardId={source.dashboardId}
          request={go.request}
          isPerson={session.kind === "project"}
          locale={locale}
          messages={messages}
          tab={tab}
          onClose={(changed) => {
            setIsEditing(false);
            if (changed) void go.goTo(source.dashboardId, filters);
          }}
        />
      </Suspense>
    );
  }
  const hasNavigation = dashboards.length > 1 && (session.config.showNavigation ?? isProject);
  return (
    <div className={styles.viewer}>
      {hasNavigation && (
        <Navigation dashboards={dashboards} shown={source?.dashboardId} onGo={(id) => void go.goTo(id)} />
      )}
      {trail.length > 0 && (
        <button type="button" className={styles.back} onClick={() => void go.goBack()}>
          ← {say("back")}
        </button>
      )}
      {mayEdit && (
        <button type="button" className={styles.back} onClick={() => setIsEditing(true)}>
          {say("edit")}
        </button>
      )}
      {!source && isProject && dashboards.length === 0 ? (
        <p className={styles.sentence} role="status">
          {say("noDashboards")}
        </p>
      ) : !source || !definition ? (
        <LoadingDashboard />
      ) : (
        <DashboardView
          key={source.dashboardId}
          definition={definition}
          load={source.door.load}
          door={source.door}
          locale={locale}
          messages={messages}
          showTitle={session.config.showTitle ?? true}
          showFilters={session.config.showFilters ?? true}
          showCardMenu={session.config.showCardMenu ?? true}
          lockedFilters={session.lockedFilters}
          filters={filters}
          onFiltersChange={props.onFiltersChange}
          tab={tab}
          onTabChange={props.onTabChange}
          dashboards={dashboards}
          onOpenDashboard={(id, chosen) => void go.goTo(id, chosen, { back: true })}
          onSettled={props.onSettled}
        />
      )}
    </div>
  );
}

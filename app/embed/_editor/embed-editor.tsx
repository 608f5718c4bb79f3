import { useEffect, useMemo, useState } from "react";
import { draftRequests, reasonOf, type SendRequest } from "@/components/dashboard-editor/draft-requests";
import type { DashboardView } from "@/lib/dashboards/dashboard-schema";
import type { DashboardSources } from "@/lib/dashboards/dashboard-sources-schema";
import { EditSession } from "./edit-session";
import styles from "./editor.module.css";

export interface EmbedEditorProps {
  readonly dashboardId: string;
  /** Asks in the token's name. */
  readonly request: SendRequest;
  readonly locale: string;
  readonly tab: string | null;
  /** `changed`: something was saved, so what is shown is to be loaded again. */
  readonly onClose: (changed: boolean) => void;
}

/** The editor of an embed whose token may edit: title, cards, their places, sources and charts. */
export function EmbedEditor({ dashboardId, request, locale, tab, onClose }: EmbedEditorProps) {
  const requests = useMemo(() => draftRequests(dashboardId, request), [dashboardId, request]);
  const [start, setStart] = useState<{ view: DashboardView; sources: DashboardSources } | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  useEffect(() => {
    Promise.all([requests.dashboard(), requests.sources()])
      .then(([view, sources]) => setStart({ view, sources }))
      .catch((error: unknown) => setRefusal(reasonOf(error)));
  }, [requests]);
  if (refusal !== null) {
    return (
      <p className={styles.refusal} role="alert">
        {refusal}{" "}
        <button type="button" className={styles.button} onClick={() => onClose(false)}>
          ×
        </button>
      </p>
    );
  }
  if (!start) return <div className={styles.waiting} aria-busy="true" />;
  return <EditSession {...start} requests={requests} locale={locale} tab={tab} onClose={onClose} />;
}

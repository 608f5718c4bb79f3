import { useEffect, useMemo, useState } from "react";
import { type DraftRequests, draftRequests, type SendRequest } from "@/components/dashboard-editor/draft-requests";
import { editorMessagesFor } from "@/components/dashboard-editor/messages/editor-messages-for";
import { EditorLanguageContext } from "@/components/dashboard-editor/messages/use-editor-words";
import type { DraftStart } from "@/components/dashboard-editor/use-draft";
import surface from "@/components/dashboards/dashboard-view.module.css";
import type { OwnMessages } from "@/components/dashboards/messages/messages-for";
import { ControlsContext } from "@/components/form-controls/controls";
import type { DashboardSources } from "@/lib/dashboards/dashboard-sources-schema";
import { draftContentOf } from "@/lib/dashboards/draft-content";
import { EditSession } from "./edit-session";
import styles from "./editor.module.css";
import { plainControls } from "./plain-controls";
import { unkeptDraft } from "./unkept-draft";

export interface EmbedEditorProps {
  readonly dashboardId: string;
  /** Asks in the token's name. */
  readonly request: SendRequest;
  /** Whether the token is a person's, for whom a draft can be kept. */
  readonly isPerson: boolean;
  readonly locale: string;
  /** The host's own sentences. */
  readonly messages: OwnMessages;
  readonly tab: string | null;
  /** `changed`: something was published, so what is shown is to be loaded again. */
  readonly onClose: (changed: boolean) => void;
}

interface Begun {
  readonly requests: DraftRequests;
  readonly start: DraftStart;
  readonly sources: DashboardSources;
}

/** The editor of an embed whose token may edit: as the portal's, as far as the token goes. */
export function EmbedEditor({ locale, messages, ...props }: EmbedEditorProps) {
  const language = useMemo(() => editorMessagesFor(locale, messages), [locale, messages]);
  return (
    <EditorLanguageContext value={language}>
      <ControlsContext value={plainControls}>
        <div className={surface.dashboard}>
          <div className={styles.editor}>
            {/* What drags cards looks for its style element by this name and adds one otherwise, which the page's policy refuses. */}
            <span id="react-draggable-style-el" hidden />
            <Opened {...props} failure={language.editorFailed} loading={language.editorLoading} done={language.done} />
          </div>
        </div>
      </ControlsContext>
    </EditorLanguageContext>
  );
}

interface OpenedProps extends Omit<EmbedEditorProps, "locale" | "messages"> {
  readonly failure: string;
  readonly loading: string;
  readonly done: string;
}

function Opened({ dashboardId, request, isPerson, tab, onClose, failure, loading, done }: OpenedProps) {
  const [begun, setBegun] = useState<Begun | "failed" | null>(null);
  useEffect(() => {
    begin(draftRequests(dashboardId, request), isPerson).then(setBegun, () => setBegun("failed"));
  }, [dashboardId, request, isPerson]);
  if (begun === "failed") {
    return (
      <p className={styles.strip} role="alert">
        {failure}
        <button type="button" className={styles.button} onClick={() => onClose(false)}>
          {done}
        </button>
      </p>
    );
  }
  if (!begun) return <div className={styles.waiting} role="status" aria-label={loading} />;
  return <EditSession {...begun} request={request} isKept={isPerson} tab={tab} onClose={onClose} />;
}

async function begin(requests: DraftRequests, isPerson: boolean): Promise<Begun> {
  const [view, sources, draft] = await Promise.all([
    requests.dashboard(),
    requests.sources(),
    isPerson ? requests.draft() : null,
  ]);
  const published = draftContentOf(view);
  const { content, baseVersion, revision } = draft ?? {
    content: published,
    baseVersion: view.version ?? 1,
    revision: 0,
  };
  return {
    requests: isPerson ? requests : unkeptDraft(requests, view),
    start: { content, baseVersion, revision, published },
    sources,
  };
}

import { useEffect, useState } from "react";
import { changeInWords } from "@/components/dashboard-editor/change-words";
import type { DraftRequests } from "@/components/dashboard-editor/draft-requests";
import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import type { Draft } from "@/components/dashboard-editor/use-draft";
import { Sheet } from "@/components/dashboards/sheet";
import { useControls } from "@/components/form-controls/controls";
import { compareContents } from "@/lib/dashboards/compare-contents";
import { draftContentOf } from "@/lib/dashboards/draft-content";
import type { DraftContent } from "@/lib/dashboards/draft-schema";
import { type MergeChoice, mergeContents } from "@/lib/dashboards/merge-contents";
import styles from "./editor.module.css";

interface ConflictSheetProps {
  readonly draft: Draft;
  readonly requests: DraftRequests;
  readonly publishedBy: string | null;
  readonly onMerged: (content: DraftContent, version: number, theirs: DraftContent) => void;
  readonly onTakeTheirs: () => void;
  readonly onClose: () => void;
}

interface Sides {
  readonly base: DraftContent;
  readonly theirs: DraftContent;
  readonly version: number;
}

/** Somebody else has published meanwhile: both sides' changes next to each other, and what can be done with them. */
export function ConflictSheet({ draft, requests, publishedBy, onMerged, onTakeTheirs, onClose }: ConflictSheetProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const [sides, setSides] = useState<Sides | "failed" | null>(null);
  const [choices, setChoices] = useState<Readonly<Record<string, MergeChoice>>>({});
  useEffect(() => {
    Promise.all([requests.version(draft.baseVersion), requests.dashboard()]).then(
      ([base, now]) =>
        setSides({ base: base.content, theirs: draftContentOf(now), version: now.version ?? draft.baseVersion }),
      () => setSides("failed"),
    );
  }, [requests, draft.baseVersion]);
  const name = publishedBy ?? say("somebodyElse");
  const isThere = sides !== null && sides !== "failed";
  const merged = isThere ? mergeContents(sides.base, draft.content, sides.theirs, choices) : null;
  const undecided = merged?.conflicts.filter(({ key }) => !choices[key]).length ?? 0;
  return (
    <Sheet title={say("conflictTitle", { name })} size="drawer" onClose={onClose}>
      {sides === "failed" ? <ui.Note isBad>{say("failed")}</ui.Note> : null}
      {sides === null ? <div className={styles.waiting} role="status" aria-label={say("loading")} /> : null}
      {isThere && merged ? (
        <ui.Stack>
          <Changes title={say("theyChanged", { name })} before={sides.base} after={sides.theirs} />
          <Changes title={say("youChanged")} before={sides.base} after={draft.content} />
          <ui.Note>{say(merged.conflicts.length > 0 ? "chooseForEach" : "fitTogether")}</ui.Note>
          {merged.conflicts.map(({ key, name: part, mine, theirs }) => (
            <div key={key} className={styles.choice}>
              <span>{part}</span>
              <ui.Segments
                label={say("ofNamedKeep", { name: part })}
                value={choices[key] ?? ""}
                onChange={(value) => setChoices({ ...choices, [key]: value as MergeChoice })}
                choices={[
                  { value: "mine", label: say(mine === undefined ? "mineRemoved" : "mine") },
                  { value: "theirs", label: say(theirs === undefined ? "theirsRemoved" : "theirs") },
                ]}
              />
            </div>
          ))}
          <div className={styles.ends}>
            <button type="button" className={styles.button} onClick={onTakeTheirs}>
              {say("takeTheirs")}
            </button>
            <button
              type="button"
              className={styles.main}
              disabled={undecided > 0}
              onClick={() => onMerged(merged.content, sides.version, sides.theirs)}
            >
              {say("merge")}
            </button>
          </div>
        </ui.Stack>
      ) : null}
    </Sheet>
  );
}

interface ChangesProps {
  readonly title: string;
  readonly before: DraftContent;
  readonly after: DraftContent;
}

function Changes({ title, before, after }: ChangesProps) {
  const words = useEditorWords();
  const changes = compareContents(before, after);
  return (
    <section aria-label={title}>
      <h4 className={styles.heading}>{title}</h4>
      <ul className={styles.changes}>
        {changes.length === 0 ? <li>{words.say("nothing")}</li> : null}
        {changes.map((change) => (
          <li key={change.key}>{changeInWords(change, words)}</li>
        ))}
      </ul>
    </section>
  );
}

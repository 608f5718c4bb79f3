import type { EditorMessageName } from "@/components/dashboard-editor/messages/english";
import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import type { Draft, SaveState } from "@/components/dashboard-editor/use-draft";
import styles from "./editor.module.css";
import type { Publishing } from "./use-publishing";

interface SaveStatusProps {
  readonly draft: Draft;
  readonly isKept: boolean;
  readonly publishing: Publishing;
}

const words: Readonly<Record<SaveState, EditorMessageName>> = {
  saved: "draftSaved",
  unsaved: "draftSaving",
  saving: "draftSaving",
  failed: "draftFailed",
  elsewhere: "draftElsewhere",
};

/** Whether what is on the screen is kept, in words that screen readers tell. */
export function SaveStatus({ draft, isKept, publishing }: SaveStatusProps) {
  const { say } = useEditorWords();
  const { saveState, isChanged } = draft;
  const name =
    !isChanged && (saveState === "saved" || !isKept) ? "published" : isKept ? words[saveState] : "notPublished";
  return (
    <span className={styles.status} data-state={saveState}>
      <span role="status">{say(name)}</span>
      {saveState === "elsewhere" ? (
        <>
          <button type="button" className={styles.button} onClick={() => void publishing.takeOther()}>
            {say("takeOther")}
          </button>
          <button type="button" className={styles.button} onClick={() => void publishing.keepMine()}>
            {say("keepMine")}
          </button>
        </>
      ) : null}
    </span>
  );
}

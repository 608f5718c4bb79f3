import { useState } from "react";
import { changeInWords } from "@/components/dashboard-editor/change-words";
import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import type { Draft } from "@/components/dashboard-editor/use-draft";
import { Sheet } from "@/components/dashboards/sheet";
import { useControls } from "@/components/form-controls/controls";
import { compareContents } from "@/lib/dashboards/compare-contents";
import styles from "./editor.module.css";

interface PublishSheetProps {
  readonly draft: Draft;
  readonly takesNote: boolean;
  /** Resolves with why it was refused, or with nothing. */
  readonly onPublish: (note: string) => Promise<string | null>;
  readonly onClose: () => void;
}

const mostShown = 12;

/** Says what viewers will see change, and takes a note for the list of versions. */
export function PublishSheet({ draft, takesNote, onPublish, onClose }: PublishSheetProps) {
  const ui = useControls();
  const words = useEditorWords();
  const { say } = words;
  const [note, setNote] = useState("");
  const [isPending, setIsPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const changes = compareContents(draft.published, draft.content);
  const publish = async () => {
    setIsPending(true);
    const reason = await onPublish(note);
    setIsPending(false);
    setRefusal(reason);
  };
  return (
    <Sheet title={say("publish")} size="drawer" onClose={onClose}>
      <ui.Stack>
        <ul className={styles.changes}>
          {changes.slice(0, mostShown).map((change) => (
            <li key={change.key}>{changeInWords(change, words)}</li>
          ))}
        </ul>
        {changes.length > mostShown ? (
          <ui.Note>{say("moreChanges", { count: changes.length - mostShown })}</ui.Note>
        ) : null}
        {takesNote ? (
          <ui.Text
            label={say("note")}
            help={say("noteHelp")}
            rows={2}
            maxLength={500}
            value={note}
            onChange={setNote}
          />
        ) : null}
        {refusal ? (
          <p className={styles.refusal} role="alert">
            {refusal}
          </p>
        ) : null}
        <div className={styles.ends}>
          <button type="button" className={styles.button} onClick={onClose}>
            {say("cancel")}
          </button>
          <button type="button" className={styles.main} disabled={isPending} onClick={() => void publish()}>
            {say(isPending ? "publishing" : "publish")}
          </button>
        </div>
      </ui.Stack>
    </Sheet>
  );
}

import { IconArrowBackUp, IconArrowForwardUp } from "@tabler/icons-react";
import { useState } from "react";
import type { NewCardKind } from "@/components/dashboard-editor/edit-content";
import type { EditorMessageName } from "@/components/dashboard-editor/messages/english";
import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import type { Draft } from "@/components/dashboard-editor/use-draft";
import styles from "./editor.module.css";
import { MenuButton } from "./menu-button";
import { Question } from "./question";
import { SaveStatus } from "./save-status";
import type { Publishing } from "./use-publishing";

interface EditBarProps {
  readonly draft: Draft;
  readonly isKept: boolean;
  readonly publishing: Publishing;
  readonly onAdd: (kind: NewCardKind) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onCloseGaps: () => void;
  /** Where there is no room for a panel: opens what is said about the dashboard. */
  readonly onSettings: (() => void) | undefined;
  readonly onClose: (changed: boolean) => void;
}

const kinds: readonly { readonly kind: NewCardKind; readonly label: EditorMessageName }[] = [
  { kind: "BAR", label: "cardChart" },
  { kind: "NUMBER", label: "cardNumber" },
  { kind: "TABLE", label: "cardTable" },
  { kind: "TEXT", label: "cardText" },
];

/** What is done with the dashboard under work as a whole. */
export function EditBar(props: EditBarProps) {
  const { draft, isKept, publishing, onAdd, onUndo, onRedo, onCloseGaps, onSettings, onClose } = props;
  const { say } = useEditorWords();
  const [asks, setAsks] = useState<"leave" | "discard" | null>(null);
  const leave = async () => {
    if (!isKept && draft.isChanged) return setAsks("leave");
    // What was typed last is kept before the editor goes; where that fails, the status says so.
    if (isKept && draft.saveState !== "saved") await draft.flush();
    onClose(publishing.hasPublished);
  };
  return (
    <>
      <div className={styles.bar}>
        <h2 className={styles.title}>{draft.content.title || say("editTitle")}</h2>
        <SaveStatus draft={draft} isKept={isKept} publishing={publishing} />
        <div className={styles.tools}>
          <MenuButton
            className={styles.button}
            items={kinds.map(({ kind, label }) => ({ label: say(label), onChoose: () => onAdd(kind) }))}
          >
            {say("addCard")}
          </MenuButton>
          <button
            type="button"
            className={styles.icon}
            aria-label={say("undo")}
            title={say("undo")}
            disabled={!draft.canUndo}
            onClick={onUndo}
          >
            <IconArrowBackUp size={16} aria-hidden />
          </button>
          <button
            type="button"
            className={styles.icon}
            aria-label={say("redo")}
            title={say("redo")}
            disabled={!draft.canRedo}
            onClick={onRedo}
          >
            <IconArrowForwardUp size={16} aria-hidden />
          </button>
          {onSettings ? (
            <button type="button" className={styles.button} onClick={onSettings}>
              {say("partSettings")}
            </button>
          ) : null}
          <MenuButton
            className={styles.icon}
            label={say("more")}
            items={[
              { label: say("closeGaps"), onChoose: onCloseGaps },
              ...(draft.isChanged ? [{ label: say("discardChanges"), onChoose: () => setAsks("discard") }] : []),
            ]}
          >
            <span aria-hidden="true">⋯</span>
          </MenuButton>
          <button type="button" className={styles.button} onClick={() => void leave().catch(() => undefined)}>
            {say("done")}
          </button>
          <button type="button" className={styles.main} disabled={!draft.isChanged} onClick={publishing.open}>
            {say("publish")}
          </button>
        </div>
      </div>
      {asks ? (
        <Question
          words={say(asks === "leave" ? "leaveQuestion" : "discardQuestion")}
          yes={say(asks === "leave" ? "leave" : "discard")}
          no={say("keepChanges")}
          onYes={() => {
            setAsks(null);
            if (asks === "leave") onClose(publishing.hasPublished);
            else void publishing.discard();
          }}
          onNo={() => setAsks(null)}
        />
      ) : null}
    </>
  );
}

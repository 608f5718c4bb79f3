import { useCallback, useState } from "react";
import { cardsOn } from "@/components/dashboard-editor/card-of-draft";
import type { DraftRequests } from "@/components/dashboard-editor/draft-requests";
import {
  type NewCardKind,
  withCard,
  withCopyOfCard,
  withMovedCard,
  withNewCard,
  withoutCard,
  withPlaces,
} from "@/components/dashboard-editor/edit-content";
import { EditorCanvas } from "@/components/dashboard-editor/editor-canvas";
import { useCardRows } from "@/components/dashboard-editor/use-card-rows";
import { useDomainLabels } from "@/components/dashboard-editor/use-domain-labels";
import type { ChosenFilters } from "@/components/dashboards/request-data";
import type { DashboardView } from "@/lib/dashboards/dashboard-schema";
import type { DashboardSources } from "@/lib/dashboards/dashboard-sources-schema";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import { shownTab } from "@/lib/dashboards/tab-cards";
import { uuidv7 } from "@/lib/uuid";
import { CardSettings } from "./card-settings";
import styles from "./editor.module.css";
import { editorWords } from "./editor-words";
import { type Outcome, useEmbedEdit } from "./use-embed-edit";

export interface EditSessionProps {
  readonly view: DashboardView;
  readonly sources: DashboardSources;
  readonly requests: DraftRequests;
  readonly locale: string;
  readonly tab: string | null;
  readonly onClose: (changed: boolean) => void;
}

const noFilters: ChosenFilters = {};
const kinds: readonly {
  readonly kind: NewCardKind;
  readonly word: "addChart" | "addNumber" | "addTable" | "addText";
}[] = [
  { kind: "BAR", word: "addChart" },
  { kind: "NUMBER", word: "addNumber" },
  { kind: "TABLE", word: "addTable" },
  { kind: "TEXT", word: "addText" },
];

/** A dashboard being edited where it is embedded. */
export function EditSession({ view, sources, requests, locale, tab: wanted, onClose }: EditSessionProps) {
  const words = editorWords(locale);
  const edit = useEmbedEdit(requests, view);
  const { content, change } = edit;
  const rows = useCardRows({ requests, content, chosen: noFilters });
  const fieldsOf = useDomainLabels(requests, content.cards);
  const [selected, setSelected] = useState<string | null>(null);
  const [state, setState] = useState<Outcome | "saving" | null>(null);
  const [hasSaved, setHasSaved] = useState(false);
  const [asksToLeave, setAsksToLeave] = useState(false);
  const tab = shownTab(content.tabs, wanted);
  const card = content.cards.find(({ id }) => id === selected);
  const remove = useCallback((id: string) => change((current) => withoutCard(current, id)), [change]);
  const move = useCallback(
    (id: string, layout: Partial<DraftCard["layout"]>) =>
      change((current) => withMovedCard(current, id, layout), `${Object.keys(layout).join()}:${id}`),
    [change],
  );
  const save = async () => {
    setState("saving");
    const outcome = await edit.save();
    setState(outcome);
    rows.applyAll();
    if (outcome === "saved") {
      setHasSaved(true);
      setSelected(null);
    }
  };
  const add = (kind: NewCardKind) => {
    const id = uuidv7();
    change((current) => withNewCard(current, tab, kind, id));
    setSelected(id);
  };
  const status =
    state === "saving"
      ? words.saving
      : typeof state === "object" && state
        ? state.refusal
        : edit.isChanged
          ? state === "merged" || state === "clash"
            ? words[state]
            : words.unsaved
          : state === "saved"
            ? words.saved
            : "";
  return (
    <div className={styles.editor}>
      <div className={styles.bar}>
        <input
          className={styles.title}
          aria-label={words.title}
          value={content.title}
          maxLength={200}
          onChange={({ target: { value } }) => change((current) => ({ ...current, title: value }), "title")}
        />
        {/* biome-ignore lint/a11y/useSemanticElements: buttons in a row, not a form's fields */}
        <span role="group" aria-label={words.add} className={styles.group}>
          {kinds.map(({ kind, word }) => (
            <button key={kind} type="button" className={styles.button} onClick={() => add(kind)}>
              + {words[word]}
            </button>
          ))}
        </span>
        <button type="button" className={styles.button} disabled={!edit.canUndo} onClick={edit.undo}>
          {words.undo}
        </button>
        <button type="button" className={styles.button} disabled={!edit.canRedo} onClick={edit.redo}>
          {words.redo}
        </button>
        <span role="status" className={styles.status}>
          {status}
        </span>
        <button
          type="button"
          className={styles.main}
          disabled={!edit.isChanged || state === "saving"}
          onClick={() => void save()}
        >
          {words.save}
        </button>
        <button
          type="button"
          className={styles.button}
          onClick={() => (edit.isChanged && !asksToLeave ? setAsksToLeave(true) : onClose(hasSaved))}
        >
          {words.close}
        </button>
      </div>
      {asksToLeave && edit.isChanged ? (
        <p className={styles.refusal} role="alert">
          {words.discard}{" "}
          <button type="button" className={styles.button} onClick={() => onClose(hasSaved)}>
            {words.close}
          </button>
        </p>
      ) : null}
      <div className={styles.work} data-panel={Boolean(card)}>
        <EditorCanvas
          cards={cardsOn(content, tab)}
          rows={rows}
          words={words.canvas}
          selected={selected}
          onSelect={setSelected}
          onDelete={remove}
          fieldsOf={fieldsOf}
          onMove={move}
          onPlaces={(places) => change((current) => withPlaces(current, places))}
        />
        {card ? (
          <CardSettings
            key={card.id}
            card={card}
            rows={rows}
            sources={sources}
            requests={requests}
            words={words}
            onChange={(next, key) => change((current) => withCard(current, card.id, next), key)}
            onDuplicate={() => {
              const copy = uuidv7();
              change((current) => withCopyOfCard(current, card.id, copy));
              setSelected(copy);
            }}
            onRemove={() => remove(card.id)}
            onClose={() => setSelected(null)}
          />
        ) : null}
      </div>
    </div>
  );
}

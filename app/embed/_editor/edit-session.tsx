import { useCallback, useRef, useState } from "react";
import { CanvasFilters } from "@/components/dashboard-editor/canvas-filters";
import { cardsOn } from "@/components/dashboard-editor/card-of-draft";
import type { DraftRequests, SendRequest } from "@/components/dashboard-editor/draft-requests";
import { withCard } from "@/components/dashboard-editor/edit-content";
import { EditorCanvas } from "@/components/dashboard-editor/editor-canvas";
import { MobileCanvas } from "@/components/dashboard-editor/mobile-canvas";
import { useCardCommands } from "@/components/dashboard-editor/use-card-commands";
import type { DraftStart } from "@/components/dashboard-editor/use-draft";
import { useEditedDashboard } from "@/components/dashboard-editor/use-edited-dashboard";
import { useOthers } from "@/components/dashboard-editor/use-others";
import { useIsNarrow } from "@/components/dashboards/use-is-narrow";
import type { DashboardSources } from "@/lib/dashboards/dashboard-sources-schema";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import { shownTab } from "@/lib/dashboards/tab-cards";
import { CardActions } from "./card-actions";
import { CardSettings } from "./card-settings";
import { DashboardSettings } from "./dashboard-settings";
import { EditBar } from "./edit-bar";
import { EditTabs } from "./edit-tabs";
import styles from "./editor.module.css";
import { SidePanel } from "./side-panel";
import { useEditKeys } from "./use-edit-keys";
import { usePublishing } from "./use-publishing";
import { useWarnBeforeLeaving } from "./use-warn-before-leaving";

export interface EditSessionProps {
  readonly requests: DraftRequests;
  readonly request: SendRequest;
  readonly start: DraftStart;
  readonly sources: DashboardSources;
  /** Whether the server keeps the draft; else it lives in this page. */
  readonly isKept: boolean;
  readonly tab: string | null;
  readonly onClose: (changed: boolean) => void;
}

/** A dashboard being edited where it is embedded. */
export function EditSession({ requests, request, start, sources, isKept, tab: wanted, onClose }: EditSessionProps) {
  const { words, onCanvas, draft, chosen, setChosen, rows, fieldsOf, stepBack, stepForth } = useEditedDashboard(
    requests,
    start,
  );
  const { content, change } = draft;
  const { applyAll } = rows;
  const others = useOthers(requests);
  const [selected, setSelected] = useState<string | null>(null);
  const [panelPart, setPanelPart] = useState<string | null>(null);
  const [isPanelOpen, setIsPanelOpen] = useState(false);
  const [ownTab, setOwnTab] = useState(wanted);
  const work = useRef<HTMLDivElement>(null);
  const isNarrow = useIsNarrow(work);
  const tab = shownTab(content.tabs, ownTab);
  const card = content.cards.find(({ id }) => id === selected);
  const open = useCallback((id: string | null, part: string | null = null) => {
    setSelected(id);
    setPanelPart(part);
  }, []);
  const commands = useCardCommands({ change, tab, open, words });
  const publishing = usePublishing({ draft, requests, others, isKept, applyAll, onSelect: open });
  useWarnBeforeLeaving(draft.saveState !== "saved" || (!isKept && draft.isChanged));

  useEditKeys({ onUndo: stepBack, onRedo: stepForth, onEscape: () => setSelected(null) });

  const canvas = {
    cards: cardsOn(content, tab),
    rows,
    words: onCanvas,
    selected,
    onSelect: setSelected,
    onDelete: commands.remove,
    fieldsOf,
    actionsOf: ({ id, title }: DraftCard) => (
      <CardActions
        title={title || onCanvas.untitled}
        tabs={content.tabs.filter((one) => one.id !== tab)}
        onDuplicate={() => commands.duplicate(id)}
        onRemove={() => commands.remove(id)}
        onTab={(to) => commands.toTab(id, to)}
      />
    ),
  };
  return (
    <div ref={work} data-narrow={isNarrow}>
      <EditBar
        draft={draft}
        isKept={isKept}
        publishing={publishing}
        onAdd={commands.add}
        onUndo={stepBack}
        onRedo={stepForth}
        onCloseGaps={commands.closeGaps}
        onSettings={isNarrow ? () => setIsPanelOpen(true) : undefined}
        onClose={onClose}
      />
      {publishing.strips}
      <CanvasFilters
        requests={requests}
        declared={rows.declared}
        settings={content.settings}
        chosen={chosen}
        onChange={setChosen}
      />
      <EditTabs tabs={content.tabs} shown={tab} onChange={setOwnTab} />
      <div className={styles.work} data-narrow={isNarrow}>
        <div className={styles.canvas}>
          {isNarrow ? (
            <MobileCanvas {...canvas} onMobile={commands.placeOnPhone} />
          ) : (
            <EditorCanvas {...canvas} onMove={commands.move} onPlaces={commands.place} />
          )}
        </div>
        <SidePanel
          key={card?.id}
          title={card ? card.title || words.say("card") : words.say("dashboard")}
          work={work}
          isNarrow={isNarrow}
          isOpen={card !== undefined || isPanelOpen}
          isOfCard={card !== undefined}
          onClose={() => {
            setSelected(null);
            setIsPanelOpen(false);
          }}
        >
          {card ? (
            <CardSettings
              key={card.id}
              card={card}
              content={content}
              rows={rows}
              sources={sources}
              requests={requests}
              request={request}
              part={panelPart}
              onPart={setPanelPart}
              onChange={(next, key) => change((current) => withCard(current, card.id, next), key)}
            />
          ) : (
            <DashboardSettings content={content} sources={sources} requests={requests} change={change} />
          )}
        </SidePanel>
      </div>
      {publishing.sheet}
    </div>
  );
}

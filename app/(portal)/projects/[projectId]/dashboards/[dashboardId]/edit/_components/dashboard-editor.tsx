"use client";
import { useHotkeys, useMediaQuery } from "@mantine/hooks";
import { useCallback, useMemo, useState } from "react";
import { CanvasFilters } from "@/components/dashboard-editor/canvas-filters";
import { cardsOn } from "@/components/dashboard-editor/card-of-draft";
import { draftRequests } from "@/components/dashboard-editor/draft-requests";
import { withCard } from "@/components/dashboard-editor/edit-content";
import { EditorCanvas } from "@/components/dashboard-editor/editor-canvas";
import { MobileCanvas } from "@/components/dashboard-editor/mobile-canvas";
import { useCardCommands } from "@/components/dashboard-editor/use-card-commands";
import type { DraftStart } from "@/components/dashboard-editor/use-draft";
import { useEditedDashboard } from "@/components/dashboard-editor/use-edited-dashboard";
import { useOthers } from "@/components/dashboard-editor/use-others";
import { ControlsContext } from "@/components/form-controls/controls";
import { portalControls } from "@/components/ui/portal-controls";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import type { DashboardSources } from "@/lib/dashboards/dashboard-sources-schema";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import { CardMenu } from "./card-menu";
import { CardPanel } from "./card-panel";
import { ConflictDialog } from "./conflict-dialog";
import { DashboardPanel } from "./dashboard-panel";
import classes from "./editor.module.css";
import { EditorBar } from "./editor-bar";
import { EditorTabs } from "./editor-tabs";
import { OthersStrip } from "./others-strip";
import { PublishDialog } from "./publish-dialog";
import { usePublishing } from "./use-publishing";

export interface DashboardEditorProps {
  readonly projectId: string;
  readonly dashboardId: string;
  readonly start: DraftStart;
  readonly sources: DashboardSources;
}

/** The editor: the dashboard itself with its data, and beside it what can be said about it or the chosen card. */
export function DashboardEditor({ projectId, dashboardId, start, sources }: DashboardEditorProps) {
  const pages = `/projects/${projectId}/dashboards`;
  const requests = useMemo(() => draftRequests(dashboardId), [dashboardId]);
  const { words, onCanvas, draft, chosen, setChosen, rows, fieldsOf, stepBack, stepForth } = useEditedDashboard(
    requests,
    start,
  );
  const { content, change } = draft;
  const { applyAll } = rows;
  const { editing, look } = useOthers(requests);
  const [selected, setSelected] = useState<string | null>(null);
  const [panelTab, setPanelTab] = useState("data");
  const [activeTab, setActiveTab] = useState<string | null>(null);
  const [asMobile, setAsMobile] = useState(false);
  const isNarrow = useMediaQuery("(max-width: 48em)") ?? false;
  const isMobile = asMobile || isNarrow;
  const tab = content.tabs.some(({ id }) => id === activeTab) ? activeTab : (content.tabs[0]?.id ?? null);
  const cards = useMemo(() => cardsOn(content, tab), [content, tab]);
  const card = content.cards.find(({ id }) => id === selected) ?? null;
  useUnsavedChanges(draft.saveState !== "saved");

  const open = useCallback((id: string, panel?: string) => {
    setSelected(id);
    if (panel) setPanelTab(panel);
  }, []);
  const commands = useCardCommands({ change, tab, open, words });
  const publishing = usePublishing({ pages, requests, draft, open, setSelected, applyAll, look });
  const { dialog, setDialog } = publishing;
  useHotkeys([
    ["mod+Z", stepBack],
    ["mod+shift+Z", stepForth],
    ["mod+Y", stepForth],
    ["Escape", () => dialog === null && setSelected(null)],
  ]);

  const canvas = {
    cards,
    rows,
    words: onCanvas,
    selected,
    onSelect: setSelected,
    onDelete: commands.remove,
    fieldsOf,
    actionsOf: ({ id, title }: DraftCard) => (
      <CardMenu
        id={id}
        title={title || onCanvas.untitled}
        tabs={content.tabs}
        tab={tab}
        onDuplicate={commands.duplicate}
        onDelete={commands.remove}
        onTab={commands.toTab}
      />
    ),
  };
  return (
    <div className={classes.editor}>
      <EditorBar
        title={content.title}
        back={`${pages}/${dashboardId}`}
        draft={draft}
        isMobile={isMobile}
        onMobile={setAsMobile}
        onAdd={commands.add}
        onUndo={stepBack}
        onRedo={stepForth}
        onCloseGaps={commands.closeGaps}
        onDiscard={() =>
          publishing.discard("Your draft goes away; what is published stays as it is. This cannot be undone.")
        }
        onPublish={() => setDialog(editing && editing.version > draft.baseVersion ? "conflict" : "publish")}
        onTakeOther={publishing.takeOther}
      />
      <div className={classes.strips}>
        <OthersStrip
          editing={editing}
          baseVersion={draft.baseVersion}
          onCompare={() => (draft.isChanged ? setDialog("conflict") : void publishing.beginAnew())}
        />
      </div>
      <div className={classes.canvas}>
        <CanvasFilters
          requests={requests}
          declared={rows.declared}
          settings={content.settings}
          chosen={chosen}
          onChange={setChosen}
        />
        <EditorTabs tabs={content.tabs} tab={tab} onTab={setActiveTab} />
        {isMobile ? (
          <MobileCanvas {...canvas} onMobile={commands.placeOnPhone} />
        ) : (
          <EditorCanvas {...canvas} onMove={commands.move} onPlaces={commands.place} />
        )}
      </div>
      <div className={classes.panel} data-card={card !== null}>
        <ControlsContext value={portalControls}>
          {card ? (
            <CardPanel
              card={card}
              content={content}
              rows={rows}
              requests={requests}
              sources={sources}
              tab={panelTab}
              onTab={setPanelTab}
              onClose={() => setSelected(null)}
              onChange={(next, key) => change((current) => withCard(current, card.id, next), key)}
            />
          ) : (
            <DashboardPanel content={content} sources={sources} requests={requests} change={change} />
          )}
        </ControlsContext>
      </div>
      <PublishDialog
        opened={dialog === "publish"}
        draft={draft}
        onPublish={publishing.publish}
        onClose={() => setDialog(null)}
      />
      <ConflictDialog
        opened={dialog === "conflict"}
        draft={draft}
        requests={requests}
        publishedBy={editing?.publishedByName ?? null}
        onMerged={publishing.merged}
        onTakeTheirs={() =>
          publishing.discard("What you changed since you began goes away, and you go on from what is published.")
        }
        onKeepAsCopy={() => void publishing.keepAsCopy()}
        onClose={() => setDialog(null)}
      />
    </div>
  );
}

"use client";
import { useHotkeys, useMediaQuery } from "@mantine/hooks";
import { modals } from "@mantine/modals";
import { useRouter } from "next/navigation";
import { useCallback, useMemo, useState } from "react";
import { CanvasFilters } from "@/components/dashboard-editor/canvas-filters";
import { canvasWords } from "@/components/dashboard-editor/canvas-words";
import { cardsOn } from "@/components/dashboard-editor/card-of-draft";
import { draftRequests, reasonOf } from "@/components/dashboard-editor/draft-requests";
import {
  type NewCardKind,
  withCard,
  withCardOnTab,
  withCopyOfCard,
  withMovedCard,
  withNewCard,
  withoutCard,
  withPlaces,
} from "@/components/dashboard-editor/edit-content";
import { EditorCanvas } from "@/components/dashboard-editor/editor-canvas";
import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import { useCardRows } from "@/components/dashboard-editor/use-card-rows";
import { useDomainLabels } from "@/components/dashboard-editor/use-domain-labels";
import { type DraftStart, useDraft } from "@/components/dashboard-editor/use-draft";
import { useOthers } from "@/components/dashboard-editor/use-others";
import { whyUnfinished } from "@/components/dashboard-editor/why-unfinished";
import { DataRequestError } from "@/components/dashboards/card-data";
import type { ChosenFilters } from "@/components/dashboards/request-data";
import { ControlsContext } from "@/components/form-controls/controls";
import { notifyDone, notifyFailed } from "@/components/ui/notify";
import { portalControls } from "@/components/ui/portal-controls";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import type { DashboardSources } from "@/lib/dashboards/dashboard-sources-schema";
import { draftContentOf } from "@/lib/dashboards/draft-content";
import type { DraftCard, DraftContent } from "@/lib/dashboards/draft-schema";
import { closeGaps } from "@/lib/dashboards/move-card";
import { uuidv7 } from "@/lib/uuid";

import { CardMenu } from "./card-menu";
import { CardPanel } from "./card-panel";
import { ConflictDialog } from "./conflict-dialog";
import { DashboardPanel } from "./dashboard-panel";
import classes from "./editor.module.css";
import { EditorBar } from "./editor-bar";
import { EditorTabs } from "./editor-tabs";
import { MobileCanvas } from "./mobile-canvas";
import { OthersStrip } from "./others-strip";
import { PublishDialog } from "./publish-dialog";

export interface DashboardEditorProps {
  readonly projectId: string;
  readonly dashboardId: string;
  readonly start: DraftStart;
  readonly sources: DashboardSources;
}

/** The editor: the dashboard itself with its data, and beside it what can be said about it or the chosen card. */
export function DashboardEditor({ projectId, dashboardId, start, sources }: DashboardEditorProps) {
  const router = useRouter();
  const words = useEditorWords();
  const onCanvas = useMemo(() => canvasWords(words), [words]);
  const requests = useMemo(() => draftRequests(dashboardId), [dashboardId]);
  const draft = useDraft(requests, start);
  const { content, change } = draft;
  const [chosen, setChosen] = useState<ChosenFilters>({});
  const rows = useCardRows({ requests, content, chosen });
  const fieldsOf = useDomainLabels(requests, content.cards);
  const { editing, look } = useOthers(requests);
  const [selected, setSelected] = useState<string | null>(null);
  const [panelTab, setPanelTab] = useState("data");
  const [activeTab, setActiveTab] = useState<string | null>(null);
  const [asMobile, setAsMobile] = useState(false);
  const [dialog, setDialog] = useState<"publish" | "conflict" | null>(null);
  const isNarrow = useMediaQuery("(max-width: 48em)") ?? false;
  const isMobile = asMobile || isNarrow;
  const tab = content.tabs.some(({ id }) => id === activeTab) ? activeTab : (content.tabs[0]?.id ?? null);
  const cards = useMemo(() => cardsOn(content, tab), [content, tab]);
  const card = content.cards.find(({ id }) => id === selected) ?? null;
  const page = `/projects/${projectId}/dashboards/${dashboardId}`;
  useUnsavedChanges(draft.saveState !== "saved");

  const { undo, redo } = draft;
  const { applyAll } = rows;
  const stepBack = useCallback(() => {
    undo();
    applyAll();
  }, [undo, applyAll]);
  const stepForth = useCallback(() => {
    redo();
    applyAll();
  }, [redo, applyAll]);
  useHotkeys([
    ["mod+Z", stepBack],
    ["mod+shift+Z", stepForth],
    ["mod+Y", stepForth],
    ["Escape", () => dialog === null && setSelected(null)],
  ]);

  const add = (kind: NewCardKind) => {
    const id = uuidv7();
    change((current) => withNewCard(current, tab, { kind, id }, words));
    setSelected(id);
    setPanelTab("data");
  };
  const remove = useCallback((id: string) => change((current) => withoutCard(current, id)), [change]);
  const duplicate = useCallback(
    (id: string) => {
      const copy = uuidv7();
      change((current) => withCopyOfCard(current, id, copy, words));
      setSelected(copy);
    },
    [change, words],
  );
  const toTab = useCallback((id: string, to: string) => change((current) => withCardOnTab(current, id, to)), [change]);
  const move = useCallback(
    (id: string, layout: Partial<DraftCard["layout"]>) =>
      change((current) => withMovedCard(current, id, layout), `${Object.keys(layout).join()}:${id}`),
    [change],
  );
  const place = useCallback(
    (places: ReadonlyMap<string, DraftCard["layout"]>) => change((current) => withPlaces(current, places)),
    [change],
  );
  const placeOnPhone = useCallback(
    (places: ReadonlyMap<string, NonNullable<DraftCard["mobileLayout"]>>) =>
      change(
        (current) => ({
          ...current,
          cards: current.cards.map((one) => ({ ...one, mobileLayout: places.get(one.id) ?? one.mobileLayout })),
        }),
        "mobile",
      ),
    [change],
  );

  const beginAnew = async () => {
    const view = await requests.dashboard();
    const published = draftContentOf(view);
    draft.restart({ content: published, published, baseVersion: view.version ?? 1, revision: 0 });
    rows.applyAll();
    setSelected(null);
    setDialog(null);
    void look();
  };
  const discard = (confirmed: string) =>
    modals.openConfirmModal({
      title: "Discard your changes?",
      children: confirmed,
      labels: { confirm: "Discard", cancel: "Keep them" },
      confirmProps: { color: "red" },
      onConfirm: () =>
        void draft
          .settle()
          .then(requests.discard)
          .then(beginAnew)
          .catch((error: unknown) => notifyFailed(reasonOf(error))),
    });
  const publish = async (note: string): Promise<string | null> => {
    const unfinished = whyUnfinished(content, words);
    if (unfinished) {
      if (unfinished.cardId) setSelected(unfinished.cardId);
      return unfinished.message;
    }
    try {
      const { dashboard, cardIds } = await requests.publish(await draft.flush(), note);
      const published = draftContentOf(dashboard);
      draft.restart({ content: published, published, baseVersion: dashboard.version ?? 1, revision: 0 });
      setSelected((id) => (id ? (cardIds[id] ?? id) : null));
      setDialog(null);
      notifyDone("Published");
      router.refresh();
      void look();
      return null;
    } catch (error) {
      if (error instanceof DataRequestError && error.code === "conflict" && error.fields.version) {
        void look();
        setDialog("conflict");
        return null;
      }
      return reasonOf(error);
    }
  };
  const keepAsCopy = async () => {
    try {
      const copy = await requests.copy(await draft.flush());
      notifyDone("Your work is a dashboard of its own now");
      draft.restart({ ...start, content, published: content, baseVersion: draft.baseVersion, revision: 0 });
      router.push(`/projects/${projectId}/dashboards/${copy.id}`);
    } catch (error) {
      notifyFailed(reasonOf(error));
    }
  };
  const merged = (next: DraftContent, version: number, theirs: DraftContent) => {
    draft.rebase(next, version, theirs);
    rows.applyAll();
    setDialog(null);
    notifyDone("Merged. Look at it, then publish.");
    void look();
  };
  const takeOther = () =>
    modals.openConfirmModal({
      title: "Your draft was changed in another window",
      children: "Load what the other window has saved, or keep what you see here and save it over the other.",
      labels: { confirm: "Load the other", cancel: "Keep what I see" },
      onConfirm: () =>
        void requests
          .draft()
          .then((other) => (other ? draft.restart({ ...other, published: draft.published }) : beginAnew())),
      onCancel: () =>
        void requests
          .draft()
          .then((other) => draft.rebase({ ...content }, draft.baseVersion, draft.published, other?.revision ?? 0)),
    });

  const canvas = {
    cards,
    rows,
    words: onCanvas,
    selected,
    onSelect: setSelected,
    onDelete: remove,
    fieldsOf,
    actionsOf: ({ id, title }: DraftCard) => (
      <CardMenu
        id={id}
        title={title || onCanvas.untitled}
        tabs={content.tabs}
        tab={tab}
        onDuplicate={duplicate}
        onDelete={remove}
        onTab={toTab}
      />
    ),
  };
  return (
    <div className={classes.editor}>
      <EditorBar
        title={content.title}
        back={page}
        draft={draft}
        isMobile={isMobile}
        onMobile={setAsMobile}
        onAdd={add}
        onUndo={stepBack}
        onRedo={stepForth}
        onCloseGaps={() => change((current) => withPlaces(current, closeGaps(cardsOn(current, tab))))}
        onDiscard={() => discard("Your draft goes away; what is published stays as it is. This cannot be undone.")}
        onPublish={() => setDialog(editing && editing.version > draft.baseVersion ? "conflict" : "publish")}
        onTakeOther={takeOther}
      />
      <div className={classes.strips}>
        <OthersStrip
          editing={editing}
          baseVersion={draft.baseVersion}
          onCompare={() => (draft.isChanged ? setDialog("conflict") : void beginAnew())}
        />
      </div>
      <div className={classes.canvas}>
        <CanvasFilters declared={rows.declared} settings={content.settings} chosen={chosen} onChange={setChosen} />
        <EditorTabs tabs={content.tabs} tab={tab} onTab={setActiveTab} />
        {isMobile ? (
          <MobileCanvas {...canvas} onMobile={placeOnPhone} />
        ) : (
          <EditorCanvas {...canvas} onMove={move} onPlaces={place} />
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
      <PublishDialog opened={dialog === "publish"} draft={draft} onPublish={publish} onClose={() => setDialog(null)} />
      <ConflictDialog
        opened={dialog === "conflict"}
        draft={draft}
        requests={requests}
        publishedBy={editing?.publishedByName ?? null}
        onMerged={merged}
        onTakeTheirs={() =>
          discard("What you changed since you began goes away, and you go on from what is published.")
        }
        onKeepAsCopy={() => void keepAsCopy()}
        onClose={() => setDialog(null)}
      />
    </div>
  );
}

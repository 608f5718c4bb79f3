import { type ReactNode, useState } from "react";
import { cardOfRefusal } from "@/components/dashboard-editor/card-of-refusal";
import { type DraftRequests, reasonOf } from "@/components/dashboard-editor/draft-requests";
import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import type { Draft } from "@/components/dashboard-editor/use-draft";
import type { useOthers } from "@/components/dashboard-editor/use-others";
import { whyUnfinished } from "@/components/dashboard-editor/why-unfinished";
import { DataRequestError } from "@/components/dashboards/card-data";
import { reasonFor } from "@/components/dashboards/reason-for";
import { draftContentOf } from "@/lib/dashboards/draft-content";
import { ConflictSheet } from "./conflict-sheet";
import styles from "./editor.module.css";
import { OthersStrip } from "./others-strip";
import { PublishSheet } from "./publish-sheet";

interface PublishingInput {
  readonly draft: Draft;
  readonly requests: DraftRequests;
  readonly others: ReturnType<typeof useOthers>;
  readonly isKept: boolean;
  /** Cards are asked for as they stand now. */
  readonly applyAll: () => void;
  readonly onSelect: (id: string | null, panel?: string) => void;
}

export interface Publishing {
  readonly hasPublished: boolean;
  readonly open: () => void;
  readonly discard: () => Promise<void>;
  readonly takeOther: () => Promise<void>;
  readonly keepMine: () => Promise<void>;
  /** What is to be told over the canvas. */
  readonly strips: ReactNode;
  readonly sheet: ReactNode;
}

/** How work becomes the dashboard's next version, or goes: nobody's is overwritten unseen. */
export function usePublishing({ draft, requests, others, isKept, applyAll, onSelect }: PublishingInput): Publishing {
  const words = useEditorWords();
  const { say } = words;
  const [sheet, setSheet] = useState<"publish" | "conflict" | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const [hasPublished, setHasPublished] = useState(false);
  const { editing, look } = others;
  const reason = (error: unknown) =>
    error instanceof DataRequestError
      ? reasonFor({ code: error.code, message: reasonOf(error) }, words)
      : say("failed");

  const beginAnew = async () => {
    const view = await requests.dashboard();
    const published = draftContentOf(view);
    draft.restart({ content: published, published, baseVersion: view.version ?? 1, revision: 0 });
    applyAll();
    onSelect(null);
    setSheet(null);
    void look();
  };
  /** What fails is told, and nothing of the work is lost for it. */
  const attempt = async (work: () => Promise<void>) => {
    setTold(null);
    await work().catch((error: unknown) => setTold(reason(error)));
  };
  const discard = () =>
    attempt(async () => {
      await draft.settle();
      await requests.discard();
      await beginAnew();
    });
  const publish = async (note: string): Promise<string | null> => {
    const unfinished = whyUnfinished(draft.content, words);
    if (unfinished) {
      if (unfinished.cardId) onSelect(unfinished.cardId, unfinished.panel);
      return unfinished.message;
    }
    try {
      const { dashboard } = await requests.publish(await draft.flush(), note);
      const published = draftContentOf(dashboard);
      draft.restart({ content: published, published, baseVersion: dashboard.version ?? 1, revision: 0 });
      setHasPublished(true);
      onSelect(null);
      setSheet(null);
      setTold(null);
      void look();
      return null;
    } catch (error) {
      if (error instanceof DataRequestError && error.code === "conflict" && error.fields.version) {
        setSheet("conflict");
        void look();
        return null;
      }
      const refused = error instanceof DataRequestError ? cardOfRefusal(draft.content, error.fields) : null;
      if (refused) onSelect(refused.cardId, refused.panel);
      return reason(error);
    }
  };
  const takeOther = () =>
    attempt(async () => {
      const other = await requests.draft();
      if (!other) return beginAnew();
      draft.restart({ ...other, published: draft.published });
      applyAll();
    });
  const keepMine = () =>
    attempt(async () => {
      const other = await requests.draft();
      draft.rebase({ ...draft.content }, draft.baseVersion, draft.published, other?.revision ?? 0);
    });
  const isOutdated = editing !== null && editing.version > draft.baseVersion;
  const compare = () => (draft.isChanged ? setSheet("conflict") : void attempt(beginAnew));
  return {
    hasPublished,
    open: () => setSheet(isOutdated ? "conflict" : "publish"),
    discard,
    takeOther,
    keepMine,
    strips: (
      <>
        <OthersStrip editing={editing} baseVersion={draft.baseVersion} onCompare={compare} />
        {told ? (
          <p className={styles.strip} role="status">
            {told}
          </p>
        ) : null}
      </>
    ),
    sheet:
      sheet === "publish" ? (
        <PublishSheet draft={draft} takesNote={isKept} onPublish={publish} onClose={() => setSheet(null)} />
      ) : sheet === "conflict" ? (
        <ConflictSheet
          draft={draft}
          requests={requests}
          publishedBy={editing?.publishedByName ?? null}
          onMerged={(content, version, theirs) => {
            draft.rebase(content, version, theirs);
            applyAll();
            setSheet(null);
            setTold(say("merged"));
            void look();
          }}
          onTakeTheirs={() => void discard()}
          onClose={() => setSheet(null)}
        />
      ) : null,
  };
}

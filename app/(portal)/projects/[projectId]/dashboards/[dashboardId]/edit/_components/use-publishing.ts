import { modals } from "@mantine/modals";
import { useRouter } from "next/navigation";
import { type Dispatch, type SetStateAction, useState } from "react";
import { cardOfRefusal } from "@/components/dashboard-editor/card-of-refusal";
import { type DraftRequests, reasonOf } from "@/components/dashboard-editor/draft-requests";
import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import type { Draft } from "@/components/dashboard-editor/use-draft";
import { whyUnfinished } from "@/components/dashboard-editor/why-unfinished";
import { DataRequestError } from "@/components/dashboards/card-data";
import { notifyDone, notifyFailed } from "@/components/ui/notify";
import { draftContentOf } from "@/lib/dashboards/draft-content";
import type { DraftContent } from "@/lib/dashboards/draft-schema";

export interface PublishingInput {
  /** Where the dashboards of the project are. */
  readonly pages: string;
  readonly requests: DraftRequests;
  readonly draft: Draft;
  /** Shows a card in the panel, and a part of it. */
  readonly open: (id: string, panel?: string) => void;
  readonly setSelected: Dispatch<SetStateAction<string | null>>;
  /** Runs the SQL that is being typed: what comes now is no longer it. */
  readonly applyAll: () => void;
  /** Looks anew who else works on the dashboard. */
  readonly look: () => Promise<void>;
}

/** How a draft ends: published, merged with another's version, kept as a copy, or thrown away. */
export function usePublishing({ pages, requests, draft, open, setSelected, applyAll, look }: PublishingInput) {
  const router = useRouter();
  const words = useEditorWords();
  const [dialog, setDialog] = useState<"publish" | "conflict" | null>(null);
  const { content } = draft;

  const beginAnew = async () => {
    const view = await requests.dashboard();
    const published = draftContentOf(view);
    draft.restart({ content: published, published, baseVersion: view.version ?? 1, revision: 0 });
    applyAll();
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
      if (unfinished.cardId) open(unfinished.cardId, unfinished.panel);
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
      const refused = error instanceof DataRequestError ? cardOfRefusal(content, error.fields) : null;
      if (refused) open(refused.cardId, refused.panel);
      return reasonOf(error);
    }
  };
  const keepAsCopy = async () => {
    try {
      const copy = await requests.copy(await draft.flush());
      notifyDone("Your work is a dashboard of its own now");
      draft.restart({ content, published: content, baseVersion: draft.baseVersion, revision: 0 });
      router.push(`${pages}/${copy.id}`);
    } catch (error) {
      notifyFailed(reasonOf(error));
    }
  };
  const merged = (next: DraftContent, version: number, theirs: DraftContent) => {
    draft.rebase(next, version, theirs);
    applyAll();
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
  return { dialog, setDialog, beginAnew, discard, publish, keepAsCopy, merged, takeOther };
}

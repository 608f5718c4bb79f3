import { useCallback, useMemo, useState } from "react";
import type { ChosenFilters } from "@/components/dashboards/request-data";
import { canvasWords } from "./canvas-words";
import type { DraftRequests } from "./draft-requests";
import { useEditorWords } from "./messages/use-editor-words";
import { useCardRows } from "./use-card-rows";
import { useDomainLabels } from "./use-domain-labels";
import { type DraftStart, useDraft } from "./use-draft";

/** A dashboard under work, wherever it is drawn: its draft, its cards' rows under the filters chosen, and the way back. */
export function useEditedDashboard(requests: DraftRequests, start: DraftStart) {
  const words = useEditorWords();
  const onCanvas = useMemo(() => canvasWords(words), [words]);
  const draft = useDraft(requests, start);
  const { content, undo, redo } = draft;
  const [chosen, setChosen] = useState<ChosenFilters>({});
  const rows = useCardRows({ requests, content, chosen });
  const { applyAll } = rows;
  const fieldsOf = useDomainLabels(requests, content.cards);
  // A step shows its own rows, whether its SQL had been run before the next one or not.
  const stepBack = useCallback(() => {
    undo();
    applyAll();
  }, [undo, applyAll]);
  const stepForth = useCallback(() => {
    redo();
    applyAll();
  }, [redo, applyAll]);
  return { words, onCanvas, draft, chosen, setChosen, rows, fieldsOf, stepBack, stepForth };
}

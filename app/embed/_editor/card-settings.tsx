import { useMemo } from "react";
import type { DraftRequests, SendRequest } from "@/components/dashboard-editor/draft-requests";
import { ChartForm } from "@/components/dashboard-editor/forms/chart-form";
import type { DrawingFormProps } from "@/components/dashboard-editor/forms/drawing-form";
import { FormatForm } from "@/components/dashboard-editor/forms/format-form";
import { InteractionsForm } from "@/components/dashboard-editor/forms/interactions-form";
import { TextForm } from "@/components/dashboard-editor/forms/text-form";
import { TextsForm } from "@/components/dashboard-editor/forms/texts-form";
import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import type { CardRowsState } from "@/components/dashboard-editor/use-card-rows";
import type { DashboardSources } from "@/lib/dashboards/dashboard-sources-schema";
import type { DraftContent } from "@/lib/dashboards/draft-schema";
import { CardData } from "./card-data";
import { drillTargets } from "./drill-targets";
import { PanelTabs } from "./panel-tabs";

export interface CardPartProps extends DrawingFormProps {
  readonly content: DraftContent;
  readonly rows: CardRowsState;
  readonly sources: DashboardSources;
  readonly requests: DraftRequests;
}

export interface CardSettingsProps extends CardPartProps {
  readonly request: SendRequest;
  /** The part of the panel that is shown; the first one when there is none of that name. */
  readonly part: string | null;
  readonly onPart: (part: string) => void;
}

/** Everything about the chosen card. */
export function CardSettings({ request, part, onPart, ...props }: CardSettingsProps) {
  const { say } = useEditorWords();
  const targets = useMemo(() => drillTargets(request), [request]);
  const texts = { id: "texts", title: say("card"), body: () => <TextsForm {...props} /> };
  const parts =
    props.card.kind === "TEXT"
      ? [{ id: "text", title: say("cardText"), body: () => <TextForm {...props} /> }, texts]
      : [
          { id: "data", title: say("partData"), body: () => <CardData {...props} /> },
          { id: "chart", title: say("partChart"), body: () => <ChartForm {...props} /> },
          { id: "format", title: say("partFormat"), body: () => <FormatForm {...props} /> },
          {
            id: "clicks",
            title: say("partClicks"),
            body: () => <InteractionsForm {...props} targets={targets} />,
          },
          texts,
        ];
  return <PanelTabs label={say("card")} parts={parts} open={part} onOpen={onPart} />;
}

import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import { useSuggestedDrawing } from "@/components/dashboard-editor/use-suggested-drawing";
import { useControls } from "@/components/form-controls/controls";
import type { CardPartProps } from "./card-settings";
import { DomainSettings } from "./domain-settings";
import { SqlSettings } from "./sql-settings";

/** Where a card's rows come from. */
export function CardData(props: CardPartProps) {
  const { card, rows, sources, onChange } = props;
  const ui = useControls();
  const { say } = useEditorWords();
  useSuggestedDrawing(card, rows, onChange);
  const isDomain = card.domainId !== null || (card.connectionId === null && sources.connections.length === 0);
  const choose = (kind: string) => {
    const empty = { connectionId: null, sql: null, domainId: null, query: null };
    if (kind === "sql") onChange({ ...empty, connectionId: sources.connections[0]?.id ?? null, sql: "" });
    else onChange({ ...empty, domainId: sources.domains[0]?.id ?? null });
  };
  return (
    <ui.Stack>
      {sources.domains.length > 0 && sources.connections.length > 0 ? (
        <ui.Segments
          label={say("rowsFrom")}
          choices={[
            { value: "domain", label: say("domain") },
            { value: "sql", label: say("sql") },
          ]}
          value={isDomain ? "domain" : "sql"}
          onChange={choose}
        />
      ) : null}
      {isDomain ? <DomainSettings {...props} /> : <SqlSettings {...props} />}
    </ui.Stack>
  );
}

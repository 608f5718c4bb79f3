import type { DraftRequests } from "@/components/dashboard-editor/draft-requests";
import type { CardRowsState } from "@/components/dashboard-editor/use-card-rows";
import type { DashboardSources } from "@/lib/dashboards/dashboard-sources-schema";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import { ChartSettings } from "./chart-settings";
import { DomainSettings } from "./domain-settings";
import styles from "./editor.module.css";
import type { EditorWords } from "./editor-words";
import { SqlSettings } from "./sql-settings";

export interface CardPartProps {
  readonly card: DraftCard;
  readonly rows: CardRowsState;
  readonly sources: DashboardSources;
  readonly requests: DraftRequests;
  readonly words: EditorWords;
  readonly onChange: (change: Partial<DraftCard>, key?: string) => void;
}

export interface CardSettingsProps extends CardPartProps {
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

/** What can be said about the chosen card. */
export function CardSettings({ onDuplicate, onRemove, onClose, ...props }: CardSettingsProps) {
  const { card, sources, words, onChange } = props;
  const isDomain = card.domainId !== null;
  const choose = (isNowDomain: boolean) => {
    const empty = { connectionId: null, sql: null, domainId: null, query: null };
    const first = isNowDomain ? sources.domains[0]?.id : sources.connections[0]?.id;
    onChange(isNowDomain ? { ...empty, domainId: first ?? null } : { ...empty, connectionId: first ?? null, sql: "" });
  };
  return (
    <aside className={styles.panel} aria-label={words.card}>
      <div className={styles.row}>
        <button type="button" className={styles.button} onClick={onDuplicate}>
          {words.duplicate}
        </button>
        <button type="button" className={styles.button} onClick={onRemove}>
          {words.remove}
        </button>
        <button type="button" className={styles.button} onClick={onClose}>
          {words.close}
        </button>
      </div>
      <label className={styles.field}>
        {words.cardTitle}
        <input
          value={card.title}
          maxLength={200}
          onChange={({ target }) => onChange({ title: target.value }, `title:${card.id}`)}
        />
      </label>
      {card.kind === "TEXT" ? (
        <label className={styles.field}>
          {words.text}
          <textarea
            rows={10}
            maxLength={20_000}
            value={String(card.options.markdown ?? "")}
            onChange={({ target }) => onChange({ options: { markdown: target.value } }, `text:${card.id}`)}
          />
        </label>
      ) : (
        <>
          {sources.domains.length > 0 && sources.connections.length > 0 ? (
            <label className={styles.field}>
              {words.data}
              <select value={isDomain ? "domain" : "sql"} onChange={({ target }) => choose(target.value === "domain")}>
                <option value="domain">{words.domain}</option>
                <option value="sql">{words.sql}</option>
              </select>
            </label>
          ) : null}
          {isDomain || (card.connectionId === null && sources.connections.length === 0) ? (
            <DomainSettings {...props} />
          ) : (
            <SqlSettings {...props} />
          )}
          <ChartSettings {...props} />
        </>
      )}
    </aside>
  );
}

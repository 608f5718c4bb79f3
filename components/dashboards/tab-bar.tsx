import styles from "./dashboard-view.module.css";
import { useWords } from "./messages/use-words";
import { moveFocus } from "./move-focus";

interface TabBarProps {
  readonly tabs: readonly { readonly id: string; readonly title: string }[];
  readonly shown: string | null;
  readonly onChange: (id: string) => void;
  /** Id of the element that the tabs fill. */
  readonly panelId: string;
}

/** The pages of a dashboard. */
export function TabBar({ tabs, shown, onChange, panelId }: TabBarProps) {
  const { say } = useWords();
  return (
    <div role="tablist" aria-label={say("tabs")} className={styles.tabs}>
      {tabs.map(({ id, title }) => (
        <button
          key={id}
          type="button"
          role="tab"
          className={styles.tab}
          aria-selected={id === shown}
          aria-controls={panelId}
          tabIndex={id === shown ? 0 : -1}
          onKeyDown={(event) => moveFocus(event, "tab")}
          onClick={() => onChange(id)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}

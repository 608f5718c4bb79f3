import { useWords } from "@/components/dashboards/messages/use-words";
import type { NamedDashboard } from "./session-requests";
import styles from "./viewer.module.css";

interface NavigationProps {
  readonly dashboards: readonly NamedDashboard[];
  readonly shown: string | undefined;
  readonly onGo: (dashboardId: string) => void;
}

/** So many stand side by side; more are a list to choose from. */
const mostInRow = 6;

/** The dashboards that a token opens, and the one that is shown. */
export function Navigation({ dashboards, shown, onGo }: NavigationProps) {
  const { say } = useWords();
  if (dashboards.length > mostInRow) {
    return (
      <nav className={styles.navigation} aria-label={say("dashboards")}>
        <select
          className={styles.navigationSelect}
          aria-label={say("dashboards")}
          value={shown ?? ""}
          onChange={(event) => onGo(event.target.value)}
        >
          {dashboards.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </nav>
    );
  }
  return (
    <nav className={styles.navigation} aria-label={say("dashboards")}>
      {dashboards.map(({ id, title }) => (
        <button
          key={id}
          type="button"
          className={styles.navigationItem}
          aria-current={id === shown ? "page" : undefined}
          onClick={() => onGo(id)}
        >
          {title}
        </button>
      ))}
    </nav>
  );
}

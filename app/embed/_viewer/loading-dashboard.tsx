import { useWords } from "@/components/dashboards/messages/use-words";
import styles from "./viewer.module.css";

const blocks = [
  { id: "a", width: 3, height: 2 },
  { id: "b", width: 3, height: 2 },
  { id: "c", width: 3, height: 2 },
  { id: "d", width: 3, height: 2 },
  { id: "e", width: 8, height: 4 },
  { id: "f", width: 4, height: 4 },
];

/** Keeps the place of a dashboard whose definition is on its way. */
export function LoadingDashboard() {
  const { say } = useWords();
  return (
    <div className={styles.loading} role="status" aria-label={say("loading")}>
      {blocks.map(({ id, width, height }) => (
        <div key={id} style={{ gridColumn: `span ${width}`, gridRow: `span ${height}` }} />
      ))}
    </div>
  );
}

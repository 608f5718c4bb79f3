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
  return (
    <div className={styles.loading} role="status" aria-label="Loading">
      {blocks.map(({ id, width, height }) => (
        <div key={id} style={{ gridColumn: `span ${width}`, gridRow: `span ${height}` }} />
      ))}
    </div>
  );
}

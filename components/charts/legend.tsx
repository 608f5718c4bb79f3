import styles from "./charts.module.css";

export interface LegendEntry {
  readonly name: string;
  readonly color: string;
}

/** Names the series of a chart in a line above it; one series needs none. */
export function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  if (entries.length < 2) return null;
  return (
    <ul className={styles.legend}>
      {entries.map(({ name, color }) => (
        <li key={name} title={name}>
          <span className={styles.swatch} style={{ background: color }} />
          <span className={styles.legendName}>{name}</span>
        </li>
      ))}
    </ul>
  );
}

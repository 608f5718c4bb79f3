import type { CardView } from "@/lib/dashboards/card-schema";
import styles from "./dashboard-view.module.css";

const bars = [38, 62, 48, 80, 56, 92, 70, 84, 60, 74];

/** The shape of what is coming, in its place. */
export function CardSkeleton({ kind }: { kind: CardView["kind"] }) {
  if (kind === "NUMBER") return <div className={`${styles.bone} ${styles.boneFigure}`} />;
  if (kind === "PIE") return <div className={`${styles.bone} ${styles.boneRing}`} />;
  if (kind === "TABLE") {
    return (
      <div className={styles.boneRows}>
        {bars.slice(0, 6).map((width) => (
          <div key={width} className={styles.bone} style={{ width: `${width}%` }} />
        ))}
      </div>
    );
  }
  return (
    <div className={styles.boneBars}>
      {bars.map((height) => (
        <div key={height} className={styles.bone} style={{ height: `${height}%` }} />
      ))}
    </div>
  );
}

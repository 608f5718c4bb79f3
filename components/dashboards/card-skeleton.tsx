import type { CardView } from "@/lib/dashboards/card-schema";
import styles from "./dashboard-view.module.css";

const bars = [38, 62, 48, 80, 56, 92, 70, 84, 60, 74];
const steps = [100, 74, 52, 30];
const dots = [
  [12, 70],
  [22, 48],
  [34, 58],
  [44, 30],
  [52, 64],
  [63, 38],
  [74, 20],
  [86, 44],
] as const;
const line = "0,62 11,48 22,54 33,30 44,38 55,18 66,34 77,22 88,28 100,10";

/** The shape of what is coming, in its place. */
export function CardSkeleton({ kind }: { kind: CardView["kind"] }) {
  switch (kind) {
    case "NUMBER":
      return <div className={`${styles.bone} ${styles.boneFigure}`} />;
    case "PIE":
      return <div className={`${styles.bone} ${styles.boneRing}`} />;
    case "TABLE":
    case "PIVOT":
    case "TEXT":
      return <BoneRows />;
    case "FUNNEL":
      return <Bones className={styles.boneSteps} sizes={steps} side="width" />;
    case "HEATMAP":
      return (
        <div className={styles.boneCells}>
          {Array.from({ length: 40 }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: forty equal cells
            <div key={index} className={styles.bone} />
          ))}
        </div>
      );
    case "SCATTER":
      return (
        <div className={styles.boneDots}>
          {dots.map(([left, top]) => (
            <div key={left} className={styles.bone} style={{ left: `${left}%`, top: `${top}%` }} />
          ))}
        </div>
      );
    case "LINE":
    case "AREA":
      return (
        <svg className={styles.boneLine} viewBox="0 0 100 80" preserveAspectRatio="none" aria-hidden="true">
          {kind === "AREA" && <polygon points={`0,80 ${line} 100,80`} />}
          <polyline points={line} vectorEffect="non-scaling-stroke" />
        </svg>
      );
    case "BAR":
    case "COMBO":
      return <Bones className={styles.boneBars} sizes={bars} side="height" />;
  }
}

function BoneRows() {
  return <Bones className={styles.boneRows} sizes={bars.slice(0, 6)} side="width" />;
}

interface BonesProps {
  readonly className: string | undefined;
  readonly sizes: readonly number[];
  readonly side: "width" | "height";
}

function Bones({ className, sizes, side }: BonesProps) {
  return (
    <div className={className}>
      {sizes.map((size) => (
        <div key={size} className={styles.bone} style={{ [side]: `${size}%` }} />
      ))}
    </div>
  );
}

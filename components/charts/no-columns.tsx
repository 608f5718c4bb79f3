import { chartSentences } from "./chart-sentences";
import styles from "./charts.module.css";

/** Stands where a chart names columns that its rows do not have. */
export function NoColumns() {
  return <p className={styles.notice}>{chartSentences.noColumns}</p>;
}

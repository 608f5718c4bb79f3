import { chartSentences } from "./chart-sentences";
import styles from "./charts.module.css";

/** Stands where a chart names columns that its rows do not have. */
export function NoColumns({ locale }: { locale: string }) {
  return <p className={styles.notice}>{chartSentences(locale).noColumns}</p>;
}

import styles from "./charts.module.css";

/** Stands where a chart names columns that its rows do not have. */
export function NoColumns() {
  return <p className={styles.notice}>The columns of this chart are not in its data.</p>;
}

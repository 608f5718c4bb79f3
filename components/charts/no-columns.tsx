import { useContext } from "react";
import styles from "./charts.module.css";
import { SayContext } from "./drawing-words";

/** Stands where a chart names columns that its rows do not have. */
export function NoColumns() {
  return <p className={styles.notice}>{useContext(SayContext)("missingColumns")}</p>;
}

import styles from "./editor.module.css";

interface QuestionProps {
  readonly words: string;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Asks once, where the person looks already, before something is gone. */
export function Question({ words, yes, no, onYes, onNo }: QuestionProps) {
  return (
    <div className={styles.strip} role="alert">
      <span>{words}</span>
      <button type="button" className={styles.button} onClick={onYes}>
        {yes}
      </button>
      <button type="button" className={styles.button} onClick={onNo}>
        {no}
      </button>
    </div>
  );
}

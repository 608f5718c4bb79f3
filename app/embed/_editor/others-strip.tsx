import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import type { EditingView } from "@/lib/dashboards/draft-schema";
import styles from "./editor.module.css";

interface OthersStripProps {
  readonly editing: EditingView | null;
  readonly baseVersion: number;
  readonly onCompare: () => void;
}

/** Tells two people who work on one dashboard of each other. */
export function OthersStrip({ editing, baseVersion, onCompare }: OthersStripProps) {
  const { say, locale } = useEditorWords();
  if (!editing) return null;
  const { others, version, publishedByName } = editing;
  if (version > baseVersion) {
    return (
      <div className={styles.strip} role="status">
        <span>{say("othersPublished", { name: publishedByName ?? say("somebodyElse"), version })}</span>
        <button type="button" className={styles.button} onClick={onCompare}>
          {say("compare")}
        </button>
      </div>
    );
  }
  if (others.length === 0) return null;
  const names = new Intl.ListFormat(locale).format(others.map(({ name }) => name ?? say("somebodyElse")));
  return (
    <div className={styles.strip} role="status">
      {say("othersEdit", { names })}
    </div>
  );
}

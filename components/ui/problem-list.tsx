import classes from "./problem-list.module.css";

export interface LineProblem {
  readonly line: number;
  readonly subject: string;
  readonly message: string;
}

const shownAtMost = 200;

/** What is wrong with which lines of a list or file; nothing at all when nothing is. */
export function ProblemList({ problems }: { problems: readonly LineProblem[] }) {
  if (problems.length === 0) return null;
  const hidden = problems.length - shownAtMost;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={classes.list} aria-label="Problems by line" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th className={classes.line}>Line</th>
            <th>Entry</th>
            <th>Problem</th>
          </tr>
        </thead>
        <tbody>
          {problems.slice(0, shownAtMost).map(({ line, subject, message }) => (
            <tr key={`${line} ${message}`}>
              <td className={classes.line}>{line}</td>
              <td className={classes.subject}>{subject || "–"}</td>
              <td>{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 ? <div className={classes.more}>and {hidden.toLocaleString("en-US")} more lines</div> : null}
    </section>
  );
}

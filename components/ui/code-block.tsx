import classes from "./code-block.module.css";
import { CopyButton } from "./copy-button";

/** Code to read and take along. */
export function CodeBlock({ title, code }: { title: string; code: string }) {
  return (
    <figure className={classes.block} style={{ margin: 0 }}>
      <figcaption className={classes.head}>
        {title}
        <CopyButton value={code} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre className={classes.code} tabIndex={0}>
        {code}
      </pre>
    </figure>
  );
}

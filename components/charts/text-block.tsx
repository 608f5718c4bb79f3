import { compiler } from "markdown-to-jsx/react";
import { createElement, type ReactNode, useContext, useMemo } from "react";
import { SayContext } from "./drawing-words";
import { linkAddress, type MarkdownProps, plainTag } from "./safe-markdown";
import styles from "./text-block.module.css";

/**
 * Markdown as text, lists, tables, code and links, and as nothing else: no HTML, no pictures, no styles and no
 * attributes of the writer's own (R20).
 */
export function TextBlock({ markdown, label }: { markdown: string; label: string }) {
  const say = useContext(SayContext);
  const content = useMemo(() => render(markdown), [markdown]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.text} data-chart="text" tabIndex={0} aria-label={label || say("untitledText")}>
      {content}
    </section>
  );
}

function render(markdown: string): ReactNode {
  return compiler(markdown, {
    disableParsingRawHTML: true,
    ignoreHTMLBlocks: true,
    disableFrontmatter: true,
    forceBlock: true,
    wrapper: null,
    createElement: safeElement,
  });
}

/** The one place where anything of the text becomes an element. */
function safeElement(tag: unknown, props: MarkdownProps, ...children: ReactNode[]): ReactNode {
  const key = props?.key;
  if (tag === "img") return props.alt ?? "";
  if (tag === "a") {
    const href = linkAddress(props.href);
    if (href === null) return createElement("span", { key }, ...children);
    return createElement("a", { key, href, target: "_blank", rel: "noopener noreferrer" }, ...children);
  }
  if (tag === "input") {
    return createElement("input", {
      key,
      type: "checkbox",
      checked: Boolean(props.checked),
      readOnly: true,
      disabled: true,
    });
  }
  const plain = plainTag(tag);
  if (plain === null) return createElement("span", { key }, ...children);
  return createElement(
    plain,
    { key, ...(plain === "ol" && props.start ? { start: Number(props.start) } : {}) },
    ...children,
  );
}

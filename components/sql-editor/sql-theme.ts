import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** Colours by the names that the portal and the embed set, so that light and dark follow by themselves. */
const surface = EditorView.theme({
  "&": {
    height: "100%",
    color: "var(--bh-text)",
    backgroundColor: "var(--bh-surface)",
    fontSize: "0.8125rem",
  },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--bh-font-mono, ui-monospace, monospace)",
    lineHeight: "1.6",
    fontVariantLigatures: "none",
  },
  ".cm-content": { padding: "8px 0", caretColor: "var(--bh-accent)" },
  ".cm-cursor": { borderLeftColor: "var(--bh-accent)" },
  ".cm-gutters": {
    color: "var(--bh-muted)",
    backgroundColor: "transparent",
    border: "none",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--bh-hover) 60%, transparent)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection": {
    backgroundColor: "color-mix(in srgb, var(--bh-accent) 26%, transparent) !important",
  },
  ".cm-matchingBracket": { backgroundColor: "color-mix(in srgb, var(--bh-accent) 20%, transparent)" },
  ".cm-tooltip": {
    color: "var(--bh-text)",
    backgroundColor: "var(--bh-surface)",
    border: "1px solid var(--bh-border)",
    borderRadius: "6px",
    overflow: "hidden",
  },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--bh-font-mono, ui-monospace, monospace)", maxHeight: "16em" },
  ".cm-tooltip-autocomplete > ul > li": { padding: "3px 8px" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    color: "var(--bh-text)",
    backgroundColor: "color-mix(in srgb, var(--bh-accent) 22%, transparent)",
  },
  ".cm-completionDetail": { color: "var(--bh-muted)", fontStyle: "normal" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--bh-danger)",
    textUnderlineOffset: "3px",
  },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--bh-danger)" },
});

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--bh-accent)", fontWeight: "500" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--bh-good, #145c3e)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--bh-warning, #8a5300)" },
  { tag: [tags.lineComment, tags.blockComment], color: "var(--bh-muted)", fontStyle: "italic" },
]);

export const sqlTheme = [surface, syntaxHighlighting(colours)];

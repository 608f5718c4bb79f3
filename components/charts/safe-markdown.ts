import type { Key } from "react";

/** What the Markdown compiler may say of an element; only a few of these are ever believed. */
export interface MarkdownProps {
  readonly key?: Key | null;
  readonly href?: unknown;
  readonly alt?: string;
  readonly start?: unknown;
  readonly checked?: unknown;
}

const textTags = new Set([
  "blockquote",
  "br",
  "code",
  "del",
  "em",
  "hr",
  "li",
  "ol",
  "p",
  "pre",
  "strong",
  "table",
  "tbody",
  "td",
  "th",
  "thead",
  "tr",
  "ul",
]);

/** Headings of a card stand below the card's own. */
const headings: Readonly<Record<string, string>> = { h1: "h4", h2: "h5", h3: "h6", h4: "h6", h5: "h6", h6: "h6" };

/** The element that stands for a tag of Markdown, or null for what text has no need of. */
export function plainTag(tag: unknown): string | null {
  if (typeof tag !== "string") return null;
  return headings[tag] ?? (textTags.has(tag) ? tag : null);
}

const schemes = new Set(["http:", "https:", "mailto:"]);

/** A link's address when it leads to a page or a mailbox; null for scripts, data and everything else. */
export function linkAddress(href: unknown): string | null {
  if (typeof href !== "string") return null;
  try {
    // Without a base: an address that is relative would lead into whatever page shows the dashboard.
    const url = new URL(href.trim());
    return schemes.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

import { diffArrays } from "diff";

/** A stretch of one of two texts; `changed` when the other text has it not, or not there. */
export interface SqlPart {
  readonly text: string;
  readonly changed: boolean;
}

export interface SqlDifference {
  readonly before: readonly SqlPart[];
  readonly after: readonly SqlPart[];
}

interface Word {
  readonly space: string;
  readonly text: string;
}

/** Where two SQL texts differ, word by word; how they are spaced and broken into lines does not count. */
export function diffSql(before: string, after: string): SqlDifference {
  const words = { before: wordsOf(before), after: wordsOf(after) };
  const parts: { before: SqlPart[]; after: SqlPart[] } = { before: [], after: [] };
  const place = { before: 0, after: 0 };
  const changes = diffArrays(words.before, words.after, { comparator: (left, right) => left.text === right.text });
  for (const { added, removed, count } of changes) {
    for (const side of ["before", "after"] as const) {
      if (side === "before" ? added : removed) continue;
      const taken = words[side].slice(place[side], place[side] + count);
      place[side] += count;
      append(parts[side], taken, added || removed);
    }
  }
  return parts;
}

/** Line breaks and the space before a changed stretch are not part of what changed. */
function append(parts: SqlPart[], words: readonly Word[], changed: boolean): void {
  for (const [index, { space, text }] of words.entries()) {
    const last = parts.at(-1);
    const breaks = changed && (index === 0 || space.includes("\n"));
    if (breaks && space) parts.push({ text: space, changed: false });
    if (index > 0 && !breaks && last) parts[parts.length - 1] = { text: last.text + space + text, changed };
    else parts.push({ text: breaks ? text : space + text, changed });
  }
}

/** Literals, quoted names and placeholders are one word each, as is every sign. */
function wordsOf(sql: string): Word[] {
  const words = sql.matchAll(/(\s*)('(?:[^']|'')*'|"[^"]*"|`[^`]*`|\{\{[^{}]*\}\}|[\w$]+|[^\s\w])/g);
  return [...words].map(([, space = "", text = ""]) => ({ space, text }));
}

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { keywordCompletionSource, schemaCompletionSource, sql } from "@codemirror/lang-sql";
import { bracketMatching } from "@codemirror/language";
import { type Diagnostic, lintKeymap } from "@codemirror/lint";
import type { Extension, Text } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { replaceSelection } from "./replace-selection";
import type { SqlCatalog, SqlEngine } from "./sql-catalog";
import { columnCompletion, dialectFor, namespaceOf, placeholderCompletion } from "./sql-completion";
import { sqlTheme } from "./sql-theme";

/** Where something is wrong with a query, in words; lines and columns count from 1. */
export interface SqlMark {
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

/** What an editor of SQL always has. Tab leaves the field, so that nobody is caught in it. */
export function basicExtensions(label: string, run: () => void): Extension {
  return [
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    drawSelection(),
    history(),
    bracketMatching(),
    closeBrackets(),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": label }),
    keymap.of([
      {
        key: "Mod-Enter",
        run: () => {
          run();
          return true;
        },
      },
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...lintKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    replaceSelection,
    sqlTheme,
  ];
}

/** What follows from the connection and the dashboard: dialect and completion. */
export function languageExtensions(
  engine: SqlEngine,
  catalog: SqlCatalog | null,
  filters: readonly string[],
): Extension {
  const dialect = dialectFor(engine);
  const known = catalog ?? { defaultSchema: "", tables: [], placeholders: [] };
  return [
    sql({ dialect, upperCaseKeywords: true }),
    autocompletion({
      override: [
        placeholderCompletion(filters, known),
        columnCompletion(known),
        schemaCompletionSource({ dialect, schema: namespaceOf(known) }),
        keywordCompletionSource(dialect, true),
      ],
    }),
  ];
}

/** A mark as the editor draws it: under the word where it is, or under the whole query. */
export function toDiagnostic(document: Text, { message, line, column }: SqlMark): Diagnostic {
  if (line === undefined || line < 1 || line > document.lines) {
    return { from: 0, to: document.length, severity: "error", message };
  }
  const { from, to, text } = document.line(line);
  const start = Math.min(Math.max((column ?? 1) - 1, 0), text.length);
  const word = /^[\w$"`.]+|^\S/.exec(text.slice(start))?.[0].length ?? 0;
  return { from: from + start, to: Math.min(from + start + Math.max(word, 1), to), severity: "error", message };
}

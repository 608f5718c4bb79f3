"use client";
import { setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useRef } from "react";
import type { SqlCatalog, SqlEngine } from "./sql-catalog";
import styles from "./sql-editor.module.css";
import { basicExtensions, languageExtensions, type SqlMark, toDiagnostic } from "./sql-extensions";

export interface SqlEditorProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (sql: string) => void;
  /** ⌘Enter or Ctrl+Enter. */
  readonly onRun: () => void;
  /** The field is left. */
  readonly onBlur?: () => void;
  readonly engine: SqlEngine;
  /** Null while it is on its way. */
  readonly catalog: SqlCatalog | null;
  readonly filters: readonly string[];
  readonly marks: readonly SqlMark[];
  /** What the editor itself says, in another language, by its English words. */
  readonly phrases?: Readonly<Record<string, string>>;
  /** In a shadow root of its own, which takes its styles as objects: for pages whose policy refuses style elements. */
  readonly isShadowed?: boolean;
}

/** A field for SQL with completion of what its author may name, and refusals marked at their place. */
export function SqlEditor(props: SqlEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const language = useRef(new Compartment());
  const latest = useRef(props);
  latest.current = props;
  const { value, engine, catalog, filters, marks } = props;
  useEffect(() => {
    if (!place.current) return;
    const { label, value: doc, phrases = {}, isShadowed = false } = latest.current;
    const root = isShadowed ? (place.current.shadowRoot ?? place.current.attachShadow({ mode: "open" })) : undefined;
    const editor = new EditorView({
      parent: root ?? place.current,
      root,
      state: EditorState.create({
        doc,
        extensions: [
          basicExtensions(label, () => latest.current.onRun()),
          EditorState.phrases.of(phrases),
          language.current.of([]),
          EditorView.updateListener.of(({ docChanged, state }) => {
            const text = state.doc.toString();
            if (docChanged && text !== latest.current.value) latest.current.onChange(text);
          }),
          EditorView.domEventHandlers({ blur: () => latest.current.onBlur?.() }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, []);
  useEffect(() => {
    view.current?.dispatch({
      effects: language.current.reconfigure(languageExtensions(engine, catalog, filters)),
    });
  }, [engine, catalog, filters]);
  useEffect(() => {
    const editor = view.current;
    // What comes from outside, such as an undone step; what was typed here is here already.
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    editor.dispatch(
      setDiagnostics(
        editor.state,
        marks.map((mark) => toDiagnostic(editor.state.doc, mark)),
      ),
    );
  }, [marks]);
  return <div ref={place} className={styles.editor} />;
}

import { describe, expect, test } from "vitest";
import { editorMessagesFor } from "@/components/dashboard-editor/messages/editor-messages-for";
import { editorEnglish } from "@/components/dashboard-editor/messages/english";
import { editorGerman } from "@/components/dashboard-editor/messages/german";
import { english } from "@/components/dashboards/messages/english";
import { sourceFiles } from "../../architecture/source-files";

const braces = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

/** Names and signs that are the same in both languages. */
const shared = new Set(["dashboard", "sql", "partFormat", "filterNumbered", "orange", "magenta"]);

test("every language has every sentence of the editor, with the same places to fill in", () => {
  expect(Object.keys(editorGerman).sort()).toEqual(Object.keys(editorEnglish).sort());
  for (const [name, sentence] of Object.entries(editorEnglish)) {
    expect(braces(editorGerman[name as keyof typeof editorGerman]), name).toEqual(braces(sentence));
  }
});

test("no sentence of the editor is left in English", () => {
  const same = Object.entries(editorEnglish).filter(
    ([name, sentence]) => editorGerman[name as keyof typeof editorGerman] === sentence,
  );
  expect(new Set(same.map(([name]) => name))).toEqual(shared);
});

test("a sentence of the editor has no viewers' sentence of its name beside it, so that a host means one by each", () => {
  expect(Object.keys(editorEnglish).filter((name) => name in english)).toEqual([]);
});

test("a host's sentences stand in place of the editor's, too", () => {
  const messages = editorMessagesFor("de-AT", { publish: "Freigeben", closeEverything: "x", undo: 5 });
  expect(messages).toEqual({ ...editorGerman, publish: "Freigeben" });
  expect(editorMessagesFor("fr")).toEqual(editorEnglish);
});

describe("what the embed's editor is made of", () => {
  const folders = [
    "app/embed/_editor",
    "components/dashboard-editor",
    "components/dashboards",
    "components/form-controls",
    "components/sql-editor",
  ];
  const parts = folders.flatMap((folder) => sourceFiles(folder)).filter(({ path }) => path.endsWith(".tsx"));
  /** Words between tags, and words in attributes that people see or hear. */
  const written = [
    /(?<!=)>\s*([A-Z][a-z]+(?:[ ,.][^<>{}]*)?)\s*</g,
    /\b(?:label|title|placeholder|help|legend|aria-label|alt)="([^"]*[a-z]{2}[^"]*)"/g,
  ];

  test("says nothing in words of its own: all of it is a sentence with a name", () => {
    expect(parts.length).toBeGreaterThan(40);
    const own = parts.flatMap(({ path, text }) =>
      written.flatMap((pattern) => [...text.matchAll(pattern)].map(([, words]) => `${path}: ${words}`)),
    );
    expect(own).toEqual([]);
  });

  test("the scan sees words between tags and in attributes", () => {
    const text = '<p>Not said by name</p><Field label="Title" placeholder="UTC" />';
    expect(written.flatMap((pattern) => [...text.matchAll(pattern)].map(([, words]) => words))).toEqual([
      "Not said by name",
      "Title",
    ]);
  });
});

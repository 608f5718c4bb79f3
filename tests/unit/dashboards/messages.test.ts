import { expect, test } from "vitest";
import { fillSentence } from "@/components/charts/fill-sentence";
import { english } from "@/components/dashboards/messages/english";
import { german } from "@/components/dashboards/messages/german";
import { messagesFor } from "@/components/dashboards/messages/messages-for";

const braces = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

test("every language has every sentence, with the same places to fill in", () => {
  expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort());
  for (const [name, sentence] of Object.entries(english)) {
    expect(braces(german[name as keyof typeof german]), name).toEqual(braces(sentence));
  }
});

test("the language follows the locale, and is English where there is none of ours", () => {
  expect(messagesFor("de-AT").noData).toBe(german.noData);
  expect(messagesFor("DE").noData).toBe(german.noData);
  for (const locale of ["en-GB", "fr-FR", "", "constructor", "__proto__"]) {
    expect(messagesFor(locale).noData, locale).toBe(english.noData);
  }
});

test("a host's sentences stand in place of ours, and nothing else of what it sends does", () => {
  const own = { noData: "Nothing yet", unknown: "x", close: 5, refresh: "x".repeat(501), toString: "x" };
  const messages = messagesFor("de", own);
  expect(messages).toEqual({ ...german, noData: "Nothing yet" });
});

test("what is filled in is text and is not filled again", () => {
  expect(fillSentence("{a} of {b}", { a: "{b}", b: 2 })).toBe("{b} of 2");
  expect(fillSentence("{missing}", {})).toBe("{missing}");
});

test("no German sentence is the English one left as it was, but for words that are the same", () => {
  const same = Object.entries(english).filter(([name, text]) => german[name as keyof typeof german] === text);
  expect(same.map(([name]) => name).sort()).toEqual([
    "dashboards",
    "quarterOf",
    "totalMaximum",
    "totalMinimum",
    "untitledText",
  ]);
});

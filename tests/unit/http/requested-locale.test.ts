import { describe, expect, test } from "vitest";
import { requestedLocale } from "@/lib/http/requested-locale";

describe("the locale of a request", () => {
  test.each([
    ["de-DE,de;q=0.9,en;q=0.8", "de-DE"],
    ["en;q=0.5, fr-CA;q=0.9", "fr-CA"],
    ["da, en-GB;q=0.8", "da"],
    ["pt-br", "pt-BR"],
    ["zh-Hant-TW", "zh-Hant-TW"],
  ])("is the one that a browser wants most: %s", (header, locale) => {
    expect(requestedLocale(header)).toBe(locale);
  });

  test("is none that the browser refuses by a weight of zero", () => {
    expect(requestedLocale("de;q=0, fr;q=0.1")).toBe("fr");
    expect(requestedLocale("de;q=0")).toBe("en-US");
  });

  test("passes over what cannot be written in", () => {
    expect(requestedLocale("xx-YY, *, de;q=0.2")).toBe("de");
    expect(requestedLocale("xx-YY")).toBe("en-US");
  });

  test("leaves extensions out, which could change digits or calendar", () => {
    expect(requestedLocale("ar-EG-u-nu-arab, de;q=0.3")).toBe("de");
  });

  test.each([null, "", "*", ";;;,", "de_DE", "a".repeat(600), `${"de,".repeat(400)}fr`, "en-u-nu-<script>"])(
    "is American English when nothing usable is asked for: %s",
    (header) => {
      expect(requestedLocale(header)).toBe("en-US");
    },
  );

  test("is always one that numbers can be written in", () => {
    for (const header of [
      "de-",
      "a-DE",
      "en-US-x-private",
      "i-klingon",
      "x-y",
      "de-DE-1996-1997",
      "en-aaaaaaaa-bbbb",
    ]) {
      expect(() => new Intl.NumberFormat(requestedLocale(header)).format(1)).not.toThrow();
    }
  });
});

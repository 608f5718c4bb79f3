import { expect, test } from "vitest";
import { chartSentences } from "@/components/charts/chart-sentences";
import { formatValue } from "@/components/charts/format-value";

test("drawings speak the language of the locale, with its numbers, and English where there is none of ours", () => {
  expect(chartSentences("de-AT").noValues).toBe("Es gibt keine Werte zu zeichnen.");
  expect(chartSentences("de-DE").onlyPlaces(1_000, 20_000)).toBe("Die ersten 1.000 von 20.000 sind gezeichnet.");
  expect(chartSentences("en-GB").onlyPlaces(1_000, 20_000)).toBe("The first 1,000 of 20,000 are drawn.");
  expect(chartSentences("fr-FR").noValues).toBe(chartSentences("en-US").noValues);
  expect(formatValue(true, { locale: "de-DE" })).toBe("Ja");
  expect(Object.keys(chartSentences("de"))).toEqual(Object.keys(chartSentences("en")));
});

import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

type Rgb = readonly [number, number, number];

const css = readFileSync(path.join(process.cwd(), "components/dashboards/dashboard-view.module.css"), "utf8");
const [lightBlock = "", darkBlock = ""] = css.split(/:global\(\[data-theme="dark"\]\)/);

/** How colours look to people with each kind of colour blindness (Viénot, Brettel and Mollon 1999; linear RGB). */
const eyes: Record<string, readonly Rgb[]> = {
  "typical eyes": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.11238, 0.88762, 0],
    [0.11238, 0.88762, 0],
    [0.00401, -0.00401, 1],
  ],
  deuteranopia: [
    [0.29275, 0.70725, 0],
    [0.29275, 0.70725, 0],
    [-0.02234, 0.02234, 1],
  ],
};

function palette(block: string): Rgb[] {
  const found = [...block.matchAll(/--bhi-chart-\d: var\(--bh-chart-\d, #([0-9a-f]{6})\)/g)];
  return found.map(
    ([, hex = ""]) => [0, 2, 4].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16))) as never,
  );
}

function linear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function seenBy(matrix: readonly Rgb[], color: Rgb): Rgb {
  return matrix.map((row) => row.reduce((sum, factor, index) => sum + factor * (color[index] ?? 0), 0)) as never;
}

/** OKLab (Ottosson 2020), where equal distances look about equally different. */
function oklab([red, green, blue]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Back to linear RGB. */
function fromOklab([lightness, a, b]: Rgb): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function smallestDistance(colors: readonly Rgb[]): number {
  const labs = colors.map(oklab);
  return Math.min(
    ...labs.flatMap((one, index) =>
      labs.slice(index + 1).map((other) => Math.hypot(...one.map((value, at) => value - (other[at] ?? 0)))),
    ),
  );
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe.each([
  ["light", lightBlock, 1],
  ["dark", darkBlock, luminance([0x15, 0x18, 0x1d].map(linear) as never)],
] as const)("the %s palette", (_, block, background) => {
  const colors = palette(block);

  test("has eight colours", () => {
    expect(colors).toHaveLength(8);
  });

  test.each(Object.entries(eyes))("stays distinct for %s", (_name, matrix) => {
    expect(smallestDistance(colors.map((color) => seenBy(matrix, color)))).toBeGreaterThan(0.08);
  });

  test("has good, warning and bad as colours of text, also on their own tint, by 4.5 to 1", () => {
    const tones = [...block.matchAll(/--bhi-(?:good|warning|bad): var\(--bh-\w+, #([0-9a-f]{6})\)/g)];
    expect(tones).toHaveLength(3);
    for (const [, hex = ""] of tones) {
      const color: Rgb = [0, 2, 4].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16))) as never;
      const tone = luminance(color);
      const surface: Rgb = background === 1 ? [1, 1, 1] : ([0x15, 0x18, 0x1d].map(linear) as never);
      // As the style sheet tints cells: 14 percent of the tone, mixed in OKLab.
      const tint = luminance(
        fromOklab(oklab(surface).map((one, at) => 0.86 * one + 0.14 * (oklab(color)[at] ?? 0)) as never),
      );
      for (const below of [background, tint]) {
        const [high, low] = [tone, below].sort((a, b) => b - a) as [number, number];
        expect((high + 0.05) / (low + 0.05)).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  test("stands out from the card by 3 to 1", () => {
    for (const color of colors) {
      const [high, low] = [luminance(color), background].sort((a, b) => b - a) as [number, number];
      expect((high + 0.05) / (low + 0.05)).toBeGreaterThanOrEqual(3);
    }
  });
});

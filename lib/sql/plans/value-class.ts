import { unwritableAt } from "@/lib/sql/limits";
import { numberText } from "@/lib/sql/placeholder-values";

const odd = /[\\(\0\ud800-\udfff]/;
const rawHexadecimal = /^\\x[0-9a-f]+$/i;
const largestInteger = 2_147_483_647;

/**
 * Everything of a value that may decide more than which constant is printed, and nothing else of it: two values of one
 * class make the same tree and the same text but for their own literal. Truth values are a class each, because there
 * are only two. Undefined for what no plan may be kept for; the full rewrite then has the word.
 */
export function valueClass(value: unknown): string | undefined {
  if (value === null) return "0";
  if (typeof value === "string") return textClass(value);
  if (typeof value === "boolean") return value ? "T" : "F";
  if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
  const found = numberClass(Object.is(value, -0) ? "0" : String(value));
  return found && `n${found}`;
}

function textClass(value: string): string | undefined {
  if (value === "true") return "t";
  if (value === "false") return "f";
  if (startsLikeNumber(value) && numberText.test(value)) {
    const found = numberClass(value);
    return found && `q${found}`;
  }
  if (!odd.test(value)) return "s";
  // PostgreSQL's printer writes this one form of text without doubling the backslash.
  if (rawHexadecimal.test(value) || unwritableAt(value) >= 0) return undefined;
  // PostgreSQL's printer chooses how to write a cast by whether its argument holds a parenthesis.
  return value.includes("(") ? "p" : "s";
}

function startsLikeNumber(value: string): boolean {
  const code = value.charCodeAt(0);
  return code === 0x2d || (code >= 0x30 && code <= 0x39);
}

/** Sign and kind of a number's digits: the kinds are those that a dialect has a constant of its own for. */
function numberClass(text: string): string | undefined {
  const sign = text.startsWith("-") ? "-" : "+";
  const digits = sign === "-" ? text.slice(1) : text;
  if (digits.includes("e")) return `${sign}e`;
  const [whole = "", decimals] = digits.split(".");
  if (sign === "-" && !/[1-9]/.test(digits)) return undefined;
  if (decimals === undefined) {
    if (whole.length > 18) return `${sign}h`;
    return Number(whole) <= largestInteger ? `${sign}i` : `${sign}b`;
  }
  const width = Math.max(whole.replace(/^0+/, "").length + decimals.length, decimals.length + 1);
  return width > 18 ? `${sign}D` : `${sign}d`;
}

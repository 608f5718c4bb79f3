import { maximumSecuredBytes } from "@/lib/sql/limits";
import { numberText, scalarText } from "@/lib/sql/placeholder-values";
import type { ScalarValue } from "@/lib/sql/security-context";

/** How a dialect's own printer writes constants and what stands around them. */
export interface PlanDialect {
  /** One text as a literal, quotes included, which says the same under every setting that a session may have. */
  readonly literal: (text: string) => string;
  /** What stands between a minus sign and the digits of a negative number. */
  readonly afterMinus: "" | " ";
  /** Quoted names, strings (the first group is a letter before the quote, the second what is inside), words, numbers. */
  readonly pieces: RegExp;
}

/** A place that the guard made for a value. */
interface PlanSlot {
  /** Number of the value in the context's shape. */
  readonly value: number;
  /** Whether a string literal stands here; else the digits of a number. */
  readonly quoted: boolean;
}

/** Secured text without its values: one part more than there are slots. */
export interface SecuredPlan {
  readonly parts: readonly string[];
  readonly slots: readonly PlanSlot[];
  /** Positions of the tables read, in the context's list. */
  readonly tables: readonly number[];
  /** Names of the caller's own placeholders. */
  readonly placeholders: readonly string[];
  readonly fenced: boolean;
}

/**
 * The text of a plan with values in its slots. Undefined when it becomes longer than the guard lets through, and when
 * something that is no number would stand without quotes, which no value of the plan's shape can.
 */
export function bindPlan(
  { parts, slots }: Pick<SecuredPlan, "parts" | "slots">,
  values: readonly ScalarValue[],
  { literal, afterMinus }: Pick<PlanDialect, "literal" | "afterMinus">,
): string | undefined {
  let text = parts[0] ?? "";
  for (let i = 0; i < slots.length; i += 1) {
    const slot = slots[i] as PlanSlot;
    const value = scalarText(values[slot.value] as string | number | boolean);
    if (!slot.quoted && !numberText.test(value)) return undefined;
    text += (slot.quoted ? literal(value) : signed(value, afterMinus)) + (parts[i + 1] ?? "");
  }
  return text.length > maximumSecuredBytes ? undefined : text;
}

function signed(digits: string, afterMinus: string): string {
  return afterMinus !== "" && digits.startsWith("-") ? `-${afterMinus}${digits.slice(1)}` : digits;
}

const glued = /[\w$'"\u0080-\uffff.]/;

/**
 * Splits a text printed from markers where the markers stand. A marker that does not stand as a whole literal of its
 * own, or any trace of one elsewhere, gives undefined: no plan is kept then.
 */
export function splitAtMarkers(
  text: string,
  markers: readonly ScalarValue[],
  nonce: string,
  { pieces, afterMinus }: Pick<PlanDialect, "pieces" | "afterMinus">,
): Pick<SecuredPlan, "parts" | "slots"> | undefined {
  const slotOf = new Map(markers.map((marker, index) => [String(marker), index]));
  // These stand for themselves: which of them a value is belongs to the shape.
  for (const word of ["true", "false", "null"]) slotOf.delete(word);
  const parts: string[] = [];
  const slots: PlanSlot[] = [];
  let copied = 0;
  for (const match of text.matchAll(pieces)) {
    const found = markerIn(text, match, slotOf, `-${afterMinus}`);
    if (found === undefined) continue;
    parts.push(text.substring(copied, found.start));
    slots.push({ value: found.value, quoted: found.quoted });
    copied = match.index + match[0].length;
    const around = text.charAt(found.start - 1) + text.charAt(copied);
    if (glued.test(around) || match[1] !== undefined) return undefined;
  }
  parts.push(text.substring(copied));
  return parts.some((part) => part.toLowerCase().includes(nonce)) ? undefined : { parts, slots };
}

function markerIn(text: string, match: RegExpExecArray, slotOf: ReadonlyMap<string, number>, minus: string) {
  const [whole, , content] = match;
  const at = match.index;
  if (content !== undefined) {
    const value = slotOf.get(content.replaceAll("''", "'"));
    return value === undefined ? undefined : { value, quoted: true, start: at };
  }
  if (!/^\d/.test(whole)) return undefined;
  const negative = text.endsWith(minus, at) ? slotOf.get(`-${whole}`) : undefined;
  if (negative !== undefined) return { value: negative, quoted: false, start: at - minus.length };
  const value = slotOf.get(whole);
  return value === undefined ? undefined : { value, quoted: false, start: at };
}

import { type CardSubstance, type ContentPart, contentParts, sameValue } from "./content-parts";
import type { DraftContent } from "./draft-schema";

/** One difference between two states of a dashboard. */
export interface ContentChange {
  readonly key: string;
  readonly what: ContentPart["what"];
  readonly name: string;
  readonly kind: "added" | "removed" | "changed";
  readonly before: unknown;
  readonly after: unknown;
  /** Of a card that was changed: which of its sides. */
  readonly sides: readonly CardSide[];
}

export type CardSide = "title" | "description" | "kind" | "source" | "options" | "interactions";

/** What one state of a dashboard has that the other has not. A card that comes or goes says nothing of its place. */
export function compareContents(before: DraftContent, after: DraftContent): ContentChange[] {
  const old = contentParts(before);
  const now = contentParts(after);
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const was = old.get(key);
    const is = now.get(key);
    const part = is ?? was;
    if (!part || sameValue(was?.value, is?.value)) return [];
    if (part.what === "place" && (!was || !is)) return [];
    const kind = !was ? "added" : !is ? "removed" : "changed";
    const sides = part.what === "card" && was && is ? sidesOf(was.value, is.value) : [];
    return [{ key, what: part.what, name: part.name, kind, before: was?.value, after: is?.value, sides }];
  });
}

function sidesOf(was: unknown, is: unknown): CardSide[] {
  const [before, after] = [was as CardSubstance, is as CardSubstance];
  const source = ({ connectionId, sql, domainId, query }: CardSubstance) => [connectionId, sql, domainId, query];
  const plain = (["title", "description", "kind", "options", "interactions"] as const).filter(
    (side) => !sameValue(before[side], after[side]),
  );
  return sameValue(source(before), source(after)) ? plain : [...plain, "source"];
}

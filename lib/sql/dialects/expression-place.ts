/**
 * Where in a statement an expression stands. `sign` follows a condition through AND, OR and NOT from its root: the
 * empty list must give no rows under NOT as well, and refuses where that cannot be said.
 */
export interface ExpressionPlace {
  readonly sign: "positive" | "negative" | "none";
  /** In GROUP BY and ORDER BY a constant would mean something else, so placeholders refuse. */
  readonly ordering: boolean;
}

export const valuePlace: ExpressionPlace = { sign: "none", ordering: false };
export const conditionPlace: ExpressionPlace = { sign: "positive", ordering: false };
export const orderingPlace: ExpressionPlace = { sign: "none", ordering: true };

/** The place of a part that is not itself a condition. */
export function insidePlace(place: ExpressionPlace): ExpressionPlace {
  return place.sign === "none" ? place : { ...place, sign: "none" };
}

/** The place of what NOT turns around. */
export function negatedPlace(place: ExpressionPlace): ExpressionPlace {
  const flipped = { positive: "negative", negative: "positive", none: "none" } as const;
  return { ...place, sign: flipped[place.sign] };
}

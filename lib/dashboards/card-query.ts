import { notFound } from "@/lib/errors";
import type { CardRow } from "./dashboard-view";

/** What a card asks, and where. */
export interface CardQuery {
  readonly connectionId: string;
  readonly sql: string;
}

/**
 * The query behind a card.
 *
 * @throws DomainError `not_found` for a card without rows of its own
 */
export function cardQuery({ connectionId, sql }: CardRow): CardQuery {
  if (connectionId === null || sql === null) throw notFound("Card");
  return { connectionId, sql };
}

import type { AnswerField } from "@/lib/domains/answer-field-schema";
import { answerFields } from "@/lib/domains/answer-fields";
import type { DomainQuery } from "@/lib/domains/domain-query-schema";
import { DomainError } from "@/lib/errors";
import type { Prisma } from "@/prisma/client/client";
import type { SeenDomains } from "./seen-domains";

/** What domains call the columns of their cards, by the card's id. */
export type CardFields = ReadonlyMap<string, readonly AnswerField[]>;

interface AskingCard {
  readonly id: string;
  readonly domainId: string | null;
  readonly query: Prisma.JsonValue;
}

/**
 * What the domains of a dashboard's cards call their columns, for the domains that an actor sees. A card whose domain has
 * lost a field has no words for its columns; what is wrong, running it tells.
 */
export function cardFields(cards: readonly AskingCard[], seen: SeenDomains): CardFields {
  return new Map(
    cards.flatMap(({ id, domainId, query }) => {
      const definition = domainId === null ? undefined : seen.get(domainId);
      if (!definition || query === null) return [];
      try {
        return [[id, answerFields(definition, query as unknown as DomainQuery)] as const];
      } catch (error) {
        if (error instanceof DomainError) return [];
        throw error;
      }
    }),
  );
}

import type { Prisma } from "@/prisma/client/client";

/** What of a definition's row people get. */
export const attributeViewFields = {
  id: true,
  subject: true,
  name: true,
  description: true,
  readableInCards: true,
} as const satisfies Prisma.AttributeDefinitionSelect;

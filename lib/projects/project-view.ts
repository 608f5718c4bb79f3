import { type Actor, isTenantActor } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";
import type { ProjectView } from "./project-schema";

/** What is read of a project's row for its view; never the secret. */
export const projectViewFields = {
  id: true,
  name: true,
  allowedOrigins: true,
  createdAt: true,
} as const satisfies Prisma.ProjectSelect;

type ProjectRow = Prisma.ProjectGetPayload<{ select: typeof projectViewFields }>;

/** The row as this actor may see it. */
export function toProjectView(actor: Actor, { allowedOrigins, createdAt, ...rest }: ProjectRow): ProjectView {
  return {
    ...rest,
    allowedOrigins: isTenantActor(actor) ? [] : allowedOrigins,
    createdAt: createdAt.toISOString(),
  };
}

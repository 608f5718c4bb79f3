import type { DomainGrantInput, DomainGrantView } from "@/lib/domains/domain-schema";

/** A grant as commands take it. */
export function grantInput({ scope, subjectId }: DomainGrantView): DomainGrantInput {
  switch (scope) {
    case "USER":
      return { scope, userId: subjectId ?? "" };
    case "GROUP":
      return { scope, groupId: subjectId ?? "" };
    case "TENANT":
      return { scope, tenantId: subjectId ?? "" };
    default:
      return { scope };
  }
}

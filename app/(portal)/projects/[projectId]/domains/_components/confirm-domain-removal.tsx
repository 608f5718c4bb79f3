"use client";
import { confirmRemoval } from "@/components/ui/confirm-removal";
import { deleteDomainAction } from "../actions";

export function confirmDomainRemoval(
  domain: { readonly id: string; readonly name: string },
  onDone?: () => void,
): void {
  confirmRemoval({
    kind: "semantic domain",
    name: domain.name,
    consequences: [
      "Nobody can explore it any more; sessions that were kept to it lose it at once",
      "While cards of dashboards still ask it, it stays",
    ],
    typeName: true,
    remove: () => deleteDomainAction(domain.id),
    onDone,
  });
}

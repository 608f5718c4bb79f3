"use client";
import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { confirmDomainRemoval } from "./confirm-domain-removal";

/** What can be done to a whole domain. */
export function DomainButtons({
  domain,
}: {
  readonly domain: { readonly id: string; readonly name: string; readonly projectId: string };
}) {
  const router = useRouter();
  const leave = () => router.push(`/projects/${domain.projectId}/domains`);
  return (
    <Button variant="default" c="var(--bh-danger)" onClick={() => confirmDomainRemoval(domain, leave)}>
      Delete
    </Button>
  );
}

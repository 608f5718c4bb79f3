import { LinkButton } from "@/components/ui/link-button";

/** The two ways to add tenants: from a file, or one by hand. */
export function NewTenantButtons() {
  return (
    <>
      <LinkButton href="/organization/tenants/import" variant="default">
        Import
      </LinkButton>
      <LinkButton href="/organization/tenants/new">New tenant</LinkButton>
    </>
  );
}

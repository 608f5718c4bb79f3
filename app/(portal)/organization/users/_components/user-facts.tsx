import { TextLink } from "@/components/ui/text-link";
import type { UserView } from "@/lib/users/user-schema";

/** Where a person is reached and belongs. */
export function UserFacts({ user }: { user: UserView }) {
  return (
    <>
      {`${user.email} · `}
      {user.tenantId ? (
        <TextLink href={`/organization/tenants/${user.tenantId}`}>{user.tenantName ?? "Tenant"}</TextLink>
      ) : (
        "Organization"
      )}
    </>
  );
}

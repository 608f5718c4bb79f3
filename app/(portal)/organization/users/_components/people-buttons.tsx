import { LinkButton } from "@/components/ui/link-button";
import type { SearchOption } from "@/components/ui/search-select";
import { InviteButton } from "./invite-button";

/** The ways to add somebody: from a file, here and now, or by invite. */
export function PeopleButtons({ home }: { home: SearchOption | null }) {
  return (
    <>
      <LinkButton href="/organization/users/import" variant="default">
        Import
      </LinkButton>
      <LinkButton href={`/organization/users/new${home ? `?tenantId=${home.value}` : ""}`} variant="default">
        New person
      </LinkButton>
      <InviteButton home={home} />
    </>
  );
}

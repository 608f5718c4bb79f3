import { LinkButton } from "@/components/ui/link-button";
import type { SearchOption } from "@/components/ui/search-select";
import { InviteButton } from "./invite-button";

/** The two ways to add somebody: by invite, or here and now. */
export function PeopleButtons({ home }: { home: SearchOption | null }) {
  return (
    <>
      <LinkButton href={`/organization/users/new${home ? `?tenantId=${home.value}` : ""}`} variant="default">
        New person
      </LinkButton>
      <InviteButton home={home} />
    </>
  );
}

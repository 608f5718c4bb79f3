import type { Metadata } from "next";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Loaded } from "@/components/ui/loaded";
import { PageHeader } from "@/components/ui/page-header";
import { listInvites } from "@/lib/users/invites/invite-queries";
import { listUsers } from "@/lib/users/user-queries";
import { userPageSchema } from "@/lib/users/user-schema";
import { firstOrNext, sortedListInput } from "../../_shell/list-input";
import { requirePageActor } from "../../_shell/page-access";
import { InviteTable } from "./_components/invite-table";
import { PeopleButtons } from "./_components/people-buttons";
import { UserTable } from "./_components/user-table";
import { homeOfList } from "./home-of-list";

export const metadata: Metadata = { title: "People" };

export default async function UsersPage({ searchParams }: PageProps<"/organization/users">) {
  const actor = await requirePageActor("user:read");
  const params = await searchParams;
  const input = sortedListInput(params, userPageSchema);
  const { home, filter } = await homeOfList(actor, params);
  return (
    <>
      <PageHeader
        title="People"
        description="Everyone who may sign in: your organization's own people, and those of your tenants."
        actions={<PeopleButtons home={home === "none" ? null : home} />}
      />
      <Loaded
        load={() => firstOrNext(input, (page) => listUsers(actor, page, filter))}
        fallback={<TableSkeleton columns={6} />}
      >
        {(page) => <UserTable page={page} self={actor.userId} home={home} filtered={Boolean(input.search || home)} />}
      </Loaded>
      <Loaded load={() => listInvites(actor, { limit: 200 })} fallback={null}>
        {(invites) => <InviteTable invites={invites.data} />}
      </Loaded>
    </>
  );
}

import { Badge } from "@mantine/core";
import type { Metadata } from "next";
import { FormColumn } from "@/components/ui/form-column";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { getUser } from "@/lib/users/user-queries";
import { AccessLink } from "../../../_shell/access-link";
import { orNotFound, requirePageActor } from "../../../_shell/page-access";
import { UserButtons } from "../_components/user-buttons";
import { UserFacts } from "../_components/user-facts";
import { UserForm } from "../_components/user-form";

export const metadata: Metadata = { title: "Person" };

export default async function UserPage({ params }: PageProps<"/organization/users/[userId]">) {
  const actor = await requirePageActor("user:read");
  const user = await orNotFound(getUser(actor, (await params).userId));
  return (
    <FormColumn>
      <PageHeader
        title={user.displayName}
        badges={user.disabledAt ? <Badge color="red">Disabled</Badge> : null}
        back={{ href: "/organization/users", label: "People" }}
        description={<UserFacts user={user} />}
        actions={
          <>
            <AccessLink actor={actor} subject={{ userId: user.id }} />
            <UserButtons user={user} isSelf={user.id === actor.userId} />
          </>
        }
      />
      <Section title="Details">
        <UserForm key={user.id} user={user} />
      </Section>
    </FormColumn>
  );
}

import { Title } from "@mantine/core";
import type { Metadata } from "next";
import { AcceptInvite } from "../_components/accept-invite";

export const metadata: Metadata = { title: "Invite" };

export default function InvitePage() {
  return (
    <>
      <Title order={1}>Welcome to Bulkhead</Title>
      <AcceptInvite />
    </>
  );
}

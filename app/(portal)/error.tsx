"use client";
import { Button } from "@mantine/core";
import { LinkButton } from "@/components/ui/link-button";
import { MessagePage } from "@/components/ui/message-page";

/** What people see when a page broke: nothing is lost, and there are two ways on. */
export default function PortalError({ reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <MessagePage
      title="This page did not load"
      actions={
        <>
          <Button onClick={reset}>Try again</Button>
          <LinkButton href="/" variant="default">
            Go to dashboards
          </LinkButton>
        </>
      }
    >
      Something went wrong on our side while fetching it. Nothing you saved is affected.
    </MessagePage>
  );
}

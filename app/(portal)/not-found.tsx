import { LinkButton } from "@/components/ui/link-button";
import { MessagePage } from "@/components/ui/message-page";

export default function PortalNotFound() {
  return (
    <MessagePage
      title="There is nothing here"
      actions={
        <LinkButton href="/" variant="default">
          Go to dashboards
        </LinkButton>
      }
    >
      This page does not exist, was deleted, or is not meant for your account. Ask an administrator if you expected to
      see it.
    </MessagePage>
  );
}

import type { Metadata } from "next";
import { InterfaceDocument } from "@/components/ui/document";
import { LinkButton } from "@/components/ui/link-button";
import { MessagePage } from "@/components/ui/message-page";

export const metadata: Metadata = { title: "Nothing here · Bulkhead" };

/** For addresses that no route has; there is no common layout to draw it in. */
export default function GlobalNotFound() {
  return (
    <InterfaceDocument>
      <main>
        <MessagePage title="There is nothing here" actions={<LinkButton href="/">Go to Bulkhead</LinkButton>}>
          No page has this address. It may have been typed wrongly, or what it showed is gone.
        </MessagePage>
      </main>
    </InterfaceDocument>
  );
}

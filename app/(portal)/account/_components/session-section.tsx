import { Section } from "@/components/ui/section";
import type { SessionView } from "@/lib/identity/account/account-schema";
import { SessionTable } from "./session-table";
import { SignOutOthersButton } from "./sign-out-others-button";

export function SessionSection({ sessions }: { sessions: readonly SessionView[] }) {
  return (
    <Section
      title="Where you are signed in"
      description="Sign out what you do not know or no longer use."
      actions={sessions.length > 1 ? <SignOutOthersButton /> : null}
      flush
    >
      <SessionTable sessions={sessions} />
    </Section>
  );
}

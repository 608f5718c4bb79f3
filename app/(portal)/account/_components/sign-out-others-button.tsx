"use client";
import { Button } from "@mantine/core";
import { useAction } from "@/components/ui/use-action";
import { endOtherSessionsAction } from "../actions";

/** Ends all of one's sessions but this one. */
export function SignOutOthersButton() {
  const { run, pending } = useAction();
  return (
    <Button
      size="xs"
      variant="default"
      loading={pending}
      onClick={() => run(endOtherSessionsAction, "Signed out everywhere else")}
    >
      Sign out everywhere else
    </Button>
  );
}

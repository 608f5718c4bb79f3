import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { LinkButton } from "@/components/ui/link-button";

/** Why a link opens nothing, and the way on. */
export function LinkNotice({ children }: { children: ReactNode }) {
  return (
    <Stack gap="md" mt="xs" align="flex-start">
      <Text role="alert">{children}</Text>
      <LinkButton href="/sign-in">Go to sign-in</LinkButton>
    </Stack>
  );
}

"use client";
import { Button, Group, Stack, Text } from "@mantine/core";
import { Section } from "@/components/ui/section";
import { useAction } from "@/components/ui/use-action";
import { WarningLine } from "@/components/ui/warning-line";
import { beginIdentityLinkAction, unlinkIdentityAction } from "../actions";

export interface IdentitySectionProps {
  readonly identities: readonly { readonly providerId: string; readonly name: string; readonly linked: boolean }[];
  /** Whether somebody has just come back from a provider without being linked. */
  readonly failed: boolean;
}

/** The providers one may sign in through; linking goes to the provider and comes back here. */
export function IdentitySection({ identities, failed }: IdentitySectionProps) {
  const { run, pending } = useAction();
  const link = async (providerId: string) => {
    const address = await run(() => beginIdentityLinkAction(providerId));
    if (address) location.assign(address);
  };
  return (
    <Section title="Identity providers" description="Sign in through one of these instead of with a password.">
      <Stack gap="xs">
        <div role="alert">
          {failed ? <WarningLine>The provider's answer was refused, so nothing was linked.</WarningLine> : null}
        </div>
        {identities.map(({ providerId, name, linked }) => (
          <Group key={providerId} justify="space-between">
            <Text>{name}</Text>
            {linked ? (
              <Button
                size="xs"
                variant="default"
                aria-label={`Unlink ${name}`}
                disabled={pending}
                onClick={() => run(() => unlinkIdentityAction(providerId), `${name} is no longer linked`)}
              >
                Unlink
              </Button>
            ) : (
              <Button
                size="xs"
                variant="default"
                aria-label={`Link ${name}`}
                disabled={pending}
                onClick={() => link(providerId)}
              >
                Link
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Section>
  );
}

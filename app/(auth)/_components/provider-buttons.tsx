"use client";
import { Box, Button, Divider, Stack } from "@mantine/core";
import { useState } from "react";
import { unreachable } from "@/components/ui/action-outcome";
import { WarningLine } from "@/components/ui/warning-line";
import type { SignInProvider } from "@/lib/oidc/identity-provider-schema";
import { beginOidcSignInAction } from "../sign-in/provider-actions";

const failures: Readonly<Record<string, string>> = {
  refused: "That sign-in was refused. Start again, or ask an administrator to let you in.",
  unavailable: "Signing in is not possible right now. Try again in a moment.",
};

export interface ProviderButtonsProps {
  readonly providers: readonly SignInProvider[];
  readonly destination: string;
  /** The word that the way back from a provider left in the address. */
  readonly error: string | null;
}

/** One button for each provider, under the password form, and what went wrong at the last one. */
export function ProviderButtons({ providers, destination, error }: ProviderButtonsProps) {
  const [failure, setFailure] = useState(error === null ? null : (failures[error] ?? null));
  const [pending, setPending] = useState<string | null>(null);
  const begin = async (id: string) => {
    setPending(id);
    setFailure(null);
    const outcome = await beginOidcSignInAction(id, destination).catch(() => null);
    if (outcome?.ok) return location.assign(outcome.data);
    setPending(null);
    setFailure(outcome?.error.message ?? unreachable);
  };
  return (
    <>
      <Box role="alert" mt={failure ? "md" : 0}>
        {failure ? <WarningLine>{failure}</WarningLine> : null}
      </Box>
      {providers.length > 0 ? (
        <Stack gap="xs" mt="md">
          <Divider label="or" />
          {providers.map(({ id, name }) => (
            <Button key={id} variant="default" fullWidth loading={pending === id} onClick={() => begin(id)}>
              Continue with {name}
            </Button>
          ))}
        </Stack>
      ) : null}
    </>
  );
}

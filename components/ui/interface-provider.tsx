"use client";
import { MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import type { ReactNode } from "react";
import { resolveVariables, theme } from "./theme";
import { LocaleContext } from "./use-locale";

export interface InterfaceProviderProps {
  readonly nonce: string;
  readonly locale: string;
  readonly children: ReactNode;
}

/** Theme, dialogs and notices for everything inside; follows the system's light or dark until a person chooses. */
export function InterfaceProvider({ nonce, locale, children }: InterfaceProviderProps) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <ModalsProvider modalProps={{ size: "md" }}>
        <Notifications position="bottom-right" autoClose={5000} limit={3} />
        <LocaleContext value={locale}>{children}</LocaleContext>
      </ModalsProvider>
    </MantineProvider>
  );
}

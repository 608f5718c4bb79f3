"use client";
import { MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import type { ReactNode } from "react";
import { resolveVariables, theme } from "./theme";

/** Theme, dialogs and notices for everything inside; follows the system's light or dark until a person chooses. */
export function InterfaceProvider({ nonce, children }: { nonce: string; children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <ModalsProvider modalProps={{ size: "md" }}>
        <Notifications position="bottom-right" autoClose={5000} limit={3} />
        {children}
      </ModalsProvider>
    </MantineProvider>
  );
}

import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./base.css";
import { ColorSchemeScript, mantineHtmlProps } from "@mantine/core";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { InterfaceProvider } from "./interface-provider";

/**
 * The HTML document of a root layout. The color scheme is set before the first paint, so nothing flashes. Its words are
 * English; `locale` is how numbers and dates are written.
 */
export async function InterfaceDocument({ locale = "en-US", children }: { locale?: string; children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? "";
  return (
    <html lang="en" {...mantineHtmlProps}>
      {/* biome-ignore lint/style/noHeadElement: the app router's root layout writes the head itself */}
      <head>
        <ColorSchemeScript defaultColorScheme="auto" nonce={nonce} suppressHydrationWarning />
      </head>
      <body>
        <InterfaceProvider nonce={nonce} locale={locale}>
          {children}
        </InterfaceProvider>
      </body>
    </html>
  );
}

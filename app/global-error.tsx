"use client";
import "@mantine/core/styles.css";
import "@/components/ui/base.css";
import { Button, MantineProvider } from "@mantine/core";
import { MessagePage } from "@/components/ui/message-page";
import { resolveVariables, theme } from "@/components/ui/theme";

/** When even the layout broke, e.g. because the database cannot be reached. */
export default function GlobalError({ reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <body>
        <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} defaultColorScheme="auto">
          <main>
            <MessagePage title="Bulkhead cannot answer right now" actions={<Button onClick={reset}>Try again</Button>}>
              Something it needs is not reachable, most likely its database. Nothing that was saved is lost.
            </MessagePage>
          </main>
        </MantineProvider>
      </body>
    </html>
  );
}

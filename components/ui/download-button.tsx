"use client";
import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { ReactNode } from "react";

/** A button that fetches a file from an address of the portal's own; the browser saves it as it comes. */
export function DownloadButton({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Button component="a" href={href} download variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
      {children}
    </Button>
  );
}

"use client";
import { Button, Code, Group, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { CopyButton } from "@/components/ui/copy-button";

export interface LinkOnceProps {
  readonly link: string;
  /** What the link is for and how long. */
  readonly children: string;
  readonly onClose: () => void;
}

/** The only time a link is shown. */
export function LinkOnce({ link, children, onClose }: LinkOnceProps) {
  return (
    <Stack gap="md">
      <Text>{children}</Text>
      <Code block style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }} aria-label="Link">
        {link}
      </Code>
      <Group justify="flex-end" gap="xs">
        <CopyButton value={link} label="Copy link" />
        <Button size="xs" onClick={onClose}>
          I have copied it
        </Button>
      </Group>
    </Stack>
  );
}

/** Shows a link in a dialog of its own. */
export function showLinkOnce(link: string, words: string): void {
  const modalId = modals.open({
    title: "Copy the link now",
    size: "lg",
    closeOnClickOutside: false,
    children: (
      <LinkOnce link={link} onClose={() => modals.close(modalId)}>
        {words}
      </LinkOnce>
    ),
  });
}

/** Why an invite's link is shown at all, in words. */
export function inviteWords(email: string): string {
  return `Hand this link to ${email} yourself: no mail was sent. It works once, for 7 days, and is shown only now.`;
}

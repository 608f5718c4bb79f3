"use client";
import { Anchor, type AnchorProps } from "@mantine/core";
import Link from "next/link";
import type { ReactNode } from "react";

export interface TextLinkProps extends AnchorProps {
  readonly href: string;
  readonly children: ReactNode;
}

/** A link in running text or a table cell, with client navigation; usable from server components. */
export function TextLink({ href, children, ...rest }: TextLinkProps) {
  return (
    <Anchor component={Link} href={href} {...rest}>
      {children}
    </Anchor>
  );
}

"use client";
import { ActionIcon, Avatar, Menu, Text, VisuallyHidden } from "@mantine/core";
import { IconLogout, IconShieldOff, IconUserCircle } from "@tabler/icons-react";
import Link from "next/link";
import { signOut } from "next-auth/react";
import { confirmTenancyOff } from "./confirm-tenancy-off";

export interface AccountMenuProps {
  readonly displayName: string;
  readonly email: string;
  /** Role and home in words. */
  readonly standing: string;
  readonly mayTestWithoutTenancy: boolean;
}

/** Who is signed in, and the way out. */
export function AccountMenu({ displayName, email, standing, mayTestWithoutTenancy }: AccountMenuProps) {
  return (
    <Menu position="bottom-end" width={260} withinPortal>
      <Menu.Target>
        <ActionIcon variant="transparent" size="lg" radius="50%">
          <Avatar name={displayName} color="harbor" size={30} radius="50%" alt="" aria-hidden />
          <VisuallyHidden>Account of {displayName}</VisuallyHidden>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <div style={{ padding: "0.5rem 0.75rem" }}>
          <Text fw={600} truncate>
            {displayName}
          </Text>
          <Text size="sm" c="dimmed" truncate>
            {email}
          </Text>
          <Text size="sm" c="dimmed" mt={4}>
            {standing}
          </Text>
        </div>
        <Menu.Divider />
        <Menu.Item component={Link} href="/account" leftSection={<IconUserCircle size={16} aria-hidden />}>
          Your account
        </Menu.Item>
        {mayTestWithoutTenancy ? (
          <Menu.Item leftSection={<IconShieldOff size={16} aria-hidden />} onClick={confirmTenancyOff}>
            Test without tenancy…
          </Menu.Item>
        ) : null}
        <Menu.Item
          leftSection={<IconLogout size={16} aria-hidden />}
          onClick={() => signOut({ callbackUrl: "/sign-in" })}
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

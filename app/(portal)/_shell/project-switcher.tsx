"use client";
import { Button, Menu, Text } from "@mantine/core";
import { IconCheck, IconPlus, IconSelector } from "@tabler/icons-react";
import Link from "next/link";

export interface ProjectSwitcherProps {
  readonly projects: readonly { readonly id: string; readonly name: string }[];
  readonly projectId: string | null;
  readonly mayCreate: boolean;
}

/** Which project one works in, and the way to another. */
export function ProjectSwitcher({ projects, projectId, mayCreate }: ProjectSwitcherProps) {
  const current = projects.find(({ id }) => id === projectId);
  return (
    <Menu position="bottom-start" width={260} withinPortal>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          px="xs"
          rightSection={<IconSelector size={15} aria-hidden />}
          aria-label={current ? `Project: ${current.name}` : "Choose a project"}
          maw={{ base: 180, sm: 320 }}
        >
          <Text span truncate fw={550} c="var(--bh-text)">
            {current?.name ?? "No project"}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Projects</Menu.Label>
        {projects.map(({ id, name }) => (
          <Menu.Item
            key={id}
            component={Link}
            href={`/projects/${id}/dashboards`}
            rightSection={id === projectId ? <IconCheck size={14} aria-label="current" /> : null}
          >
            {name}
          </Menu.Item>
        ))}
        {mayCreate ? (
          <>
            <Menu.Divider />
            <Menu.Item component={Link} href="/projects" leftSection={<IconPlus size={15} aria-hidden />}>
              New project
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}

"use client";
import { ActionIcon, Button, Center, Group, Menu, SegmentedControl, Tooltip, VisuallyHidden } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronLeft,
  IconDeviceDesktop,
  IconDeviceMobile,
  IconDots,
  IconPlus,
} from "@tabler/icons-react";
import Link from "next/link";
import type { NewCardKind } from "@/components/dashboard-editor/edit-content";
import type { Draft } from "@/components/dashboard-editor/use-draft";
import classes from "./editor.module.css";
import { SaveStatus } from "./save-status";

export interface EditorBarProps {
  readonly title: string;
  readonly back: string;
  readonly draft: Draft;
  readonly isMobile: boolean;
  readonly onMobile: (isMobile: boolean) => void;
  readonly onAdd: (kind: NewCardKind) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onCloseGaps: () => void;
  readonly onDiscard: () => void;
  readonly onPublish: () => void;
  readonly onTakeOther: () => void;
}

const kinds: readonly { readonly kind: NewCardKind; readonly label: string }[] = [
  { kind: "BAR", label: "Chart" },
  { kind: "NUMBER", label: "Number" },
  { kind: "TABLE", label: "Table" },
  { kind: "TEXT", label: "Text" },
];

/** What is done with the dashboard under work as a whole. */
export function EditorBar(props: EditorBarProps) {
  const { title, back, draft, isMobile, onMobile, onAdd, onUndo, onRedo, onCloseGaps, onDiscard, onPublish } = props;
  return (
    <header className={classes.bar}>
      <Link href={back} className={classes.back} aria-label="Back to the dashboard">
        <IconChevronLeft size={16} aria-hidden />
      </Link>
      <h1 className={classes.title}>{title || "Dashboard without a title"}</h1>
      <SaveStatus state={draft.saveState} isChanged={draft.isChanged} onTakeOther={props.onTakeOther} />
      <Group gap={6} className={classes.tools}>
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />}>
              Add
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {kinds.map(({ kind, label }) => (
              <Menu.Item key={kind} onClick={() => onAdd(kind)}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Tooltip label="Undo (⌘Z)">
          <ActionIcon variant="default" size={34} aria-label="Undo" disabled={!draft.canUndo} onClick={onUndo}>
            <IconArrowBackUp size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Redo (⇧⌘Z)">
          <ActionIcon variant="default" size={34} aria-label="Redo" disabled={!draft.canRedo} onClick={onRedo}>
            <IconArrowForwardUp size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <SegmentedControl
          aria-label="Layout for"
          value={isMobile ? "mobile" : "desktop"}
          onChange={(value) => onMobile(value === "mobile")}
          data={[
            { value: "desktop", label: layoutLabel("Wide screens", IconDeviceDesktop) },
            { value: "mobile", label: layoutLabel("Phones", IconDeviceMobile) },
          ]}
        />
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={34} aria-label="More">
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={onCloseGaps}>Close gaps</Menu.Item>
            <Menu.Item component={Link} href={`${back}/versions`}>
              Versions
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item color="red" disabled={!draft.isChanged} onClick={onDiscard}>
              Discard changes
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Button onClick={onPublish} disabled={!draft.isChanged}>
          Publish
        </Button>
      </Group>
    </header>
  );
}

function layoutLabel(words: string, Icon: typeof IconDeviceMobile) {
  return (
    <Center>
      <Icon size={16} aria-hidden />
      <VisuallyHidden>{words}</VisuallyHidden>
    </Center>
  );
}

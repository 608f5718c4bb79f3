"use client";
import { ActionIcon, Group, Menu, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { TableColumn } from "./table-columns-input";

type ConditionalFormat = NonNullable<TableColumn["conditionalFormats"]>[number];
type Rule = Extract<ConditionalFormat, { kind: "rule" }>;

interface ConditionalFormatsInputProps {
  readonly value: readonly ConditionalFormat[];
  readonly onChange: (value: ConditionalFormat[]) => void;
}

const operators = [
  { value: "=", label: "is" },
  { value: "!=", label: "is not" },
  { value: "<", label: "<" },
  { value: "<=", label: "≤" },
  { value: ">", label: ">" },
  { value: ">=", label: "≥" },
  { value: "contains", label: "contains" },
];

const tones = [
  { value: "good", label: "Good" },
  { value: "warning", label: "Warning" },
  { value: "bad", label: "Bad" },
  { value: "accent", label: "Accent" },
];

const words = { scale: "Colours between least and greatest", bar: "Bars in the cells" } as const;

/** How cells of a column are marked: by what is in them, or by how much. */
export function ConditionalFormatsInput({ value, onChange }: ConditionalFormatsInputProps) {
  const set = (index: number, change: Partial<Rule>) =>
    onChange(value.map((one, at) => (at === index ? ({ ...one, ...change } as ConditionalFormat) : one)));
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" fw={500}>
          Marks
        </Text>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={26} aria-label="Add a mark">
              <IconPlus size={14} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => onChange([...value, { kind: "rule", operator: ">", value: 0, tone: "accent" }])}>
              Where a value…
            </Menu.Item>
            <Menu.Item onClick={() => onChange([...value, { kind: "scale" }])}>{words.scale}</Menu.Item>
            <Menu.Item onClick={() => onChange([...value, { kind: "bar" }])}>{words.bar}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
      {value.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two marks may say the same
        <Group key={index} gap={4} wrap="nowrap">
          {one.kind === "rule" ? (
            <>
              <Select
                size="xs"
                w={92}
                aria-label="Where the value"
                data={operators}
                value={one.operator}
                onChange={(operator) => operator && set(index, { operator: operator as Rule["operator"] })}
              />
              <TextInput
                size="xs"
                flex={1}
                aria-label="Compared with"
                value={String(one.value)}
                onChange={({ currentTarget }) => set(index, { value: numberOrText(currentTarget.value) })}
              />
              <Select
                size="xs"
                w={96}
                aria-label="Is marked as"
                data={tones}
                value={one.tone}
                onChange={(tone) => tone && set(index, { tone: tone as Rule["tone"] })}
              />
            </>
          ) : (
            <Text size="sm" flex={1}>
              {words[one.kind]}
            </Text>
          )}
          <ActionIcon
            variant="subtle"
            size={28}
            aria-label="Remove the mark"
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          >
            <IconTrash size={14} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
    </Stack>
  );
}

function numberOrText(text: string): number | string {
  return text.trim() !== "" && Number.isFinite(Number(text)) && !/[.\s]$/.test(text) ? Number(text) : text;
}

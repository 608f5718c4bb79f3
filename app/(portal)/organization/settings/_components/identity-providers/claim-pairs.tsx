"use client";
import { ActionIcon, Button, Group, Input, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { type ReactNode, useRef, useState } from "react";

export interface ClaimPairsProps {
  readonly label: string;
  readonly description: string;
  readonly value: Readonly<Record<string, string>>;
  readonly onChange: (value: Record<string, string>) => void;
  /** What a claim's value means: a role, a group. */
  readonly target: (chosen: string | null, choose: (target: string | null) => void) => ReactNode;
  readonly error?: ReactNode;
}

interface Row {
  readonly key: number;
  readonly claimed: string;
  readonly target: string | null;
}

/** Values of a claim and what each means here; unfinished rows are not part of the value. */
export function ClaimPairs({ label, description, value, onChange, target, error }: ClaimPairsProps) {
  const [rows, setRows] = useState<readonly Row[]>(() =>
    Object.entries(value).map(([claimed, meant], key) => ({ key, claimed, target: meant })),
  );
  const nextKey = useRef(rows.length);
  const update = (next: readonly Row[]) => {
    setRows(next);
    onChange(Object.fromEntries(next.flatMap((row) => (row.claimed && row.target ? [[row.claimed, row.target]] : []))));
  };
  const change = (key: number, part: Partial<Row>) =>
    update(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  return (
    <Input.Wrapper
      label={label}
      description={description}
      error={error}
      labelElement="div"
      inputWrapperOrder={["label", "description", "input", "error"]}
    >
      {rows.map((row) => (
        <Group key={row.key} gap="xs" mt="xs" wrap="nowrap">
          <TextInput
            aria-label="Value of the claim"
            placeholder="value"
            value={row.claimed}
            onChange={(event) => change(row.key, { claimed: event.currentTarget.value.trim() })}
          />
          {target(row.target, (meant) => change(row.key, { target: meant }))}
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={`Remove ${row.claimed || "this value"}`}
            onClick={() => update(rows.filter(({ key }) => key !== row.key))}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Button
        mt="xs"
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => update([...rows, { key: nextKey.current++, claimed: "", target: null }])}
      >
        Add value
      </Button>
    </Input.Wrapper>
  );
}

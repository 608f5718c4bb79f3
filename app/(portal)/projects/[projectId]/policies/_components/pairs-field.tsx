"use client";
import { ActionIcon, Autocomplete, Button, Input, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import classes from "./policy-form.module.css";
import type { Pair } from "./policy-values";

export interface PairsFieldProps {
  readonly label: string;
  readonly description: string;
  /** Columns to suggest. */
  readonly names: readonly string[];
  readonly valuePlaceholder: string;
  readonly addLabel: string;
  readonly pairs: readonly Pair[];
  readonly onChange: (pairs: Pair[]) => void;
  readonly error?: string;
}

/** Columns with a text each. */
export function PairsField({ label, description, names, pairs, onChange, error, ...words }: PairsFieldProps) {
  const change = (index: number, part: Partial<Pair>) =>
    onChange(pairs.map((pair, place) => (place === index ? { ...pair, ...part } : pair)));
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      inputWrapperOrder={["label", "description", "input", "error"]}
      description={description}
      error={error}
    >
      <div style={{ marginTop: "0.375rem" }}>
        {pairs.map((pair, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <div key={index} className={classes.pair}>
            <Autocomplete
              aria-label={`${label}: column`}
              placeholder="column"
              data={[...names]}
              value={pair.name}
              onChange={(name) => change(index, { name })}
            />
            <TextInput
              aria-label={`${label}: value`}
              placeholder={words.valuePlaceholder}
              spellCheck={false}
              styles={{ input: { fontFamily: "var(--bh-font-mono)" } }}
              value={pair.value}
              onChange={(event) => change(index, { value: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={`Remove ${pair.name || "this column"} from ${label.toLowerCase()}`}
              onClick={() => onChange(pairs.filter((_, place) => place !== index))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...pairs, { name: "", value: "" }])}
        >
          {words.addLabel}
        </Button>
      </div>
    </Input.Wrapper>
  );
}

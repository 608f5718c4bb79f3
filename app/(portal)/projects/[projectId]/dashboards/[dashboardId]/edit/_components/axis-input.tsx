"use client";
import { Checkbox, Fieldset, Group, NumberInput, Stack, TextInput } from "@mantine/core";
import type { AxisOptions } from "@/lib/dashboards/card-options";

interface AxisInputProps {
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: AxisOptions | undefined) => void;
}

/** An axis: what is left empty follows from the data. */
export function AxisInput({ label, value, onChange }: AxisInputProps) {
  const axis = (value ?? {}) as AxisOptions;
  const set = (change: Partial<AxisOptions>) => {
    const given = Object.entries({ ...axis, ...change }).filter(
      ([, part]) => part !== undefined && part !== "" && part !== false,
    );
    onChange(given.length > 0 ? (Object.fromEntries(given) as AxisOptions) : undefined);
  };
  const numberOf = (input: string | number) => (typeof input === "number" ? input : undefined);
  return (
    <Fieldset legend={label} radius="md">
      <Stack gap="xs">
        <TextInput
          label="Title"
          maxLength={200}
          value={axis.title ?? ""}
          onChange={({ currentTarget }) => set({ title: currentTarget.value })}
        />
        <Group grow gap="xs">
          <NumberInput
            label="From"
            placeholder="By itself"
            value={axis.minimum ?? ""}
            onChange={(input) => set({ minimum: numberOf(input) })}
          />
          <NumberInput
            label="To"
            placeholder="By itself"
            value={axis.maximum ?? ""}
            onChange={(input) => set({ maximum: numberOf(input) })}
          />
        </Group>
        <Checkbox
          label="Logarithmic"
          checked={axis.logarithmic === true}
          onChange={({ currentTarget }) => set({ logarithmic: currentTarget.checked })}
        />
      </Stack>
    </Fieldset>
  );
}

"use client";
import { Checkbox, Group } from "@mantine/core";
import { grainsOf } from "@/lib/domains/field-grains";
import type { EditedDimension } from "./edited-definition";

interface GrainsInputProps {
  readonly dimension: EditedDimension;
  /** Nothing for all of them. */
  readonly onChange: (grains: EditedDimension["grains"]) => void;
}

/** What dates may be rounded down to. */
export function GrainsInput({ dimension, onChange }: GrainsInputProps) {
  const { type, grains } = dimension;
  const all = grainsOf({ type });
  if (all.length === 0) return null;
  return (
    <Checkbox.Group
      label="Time grains"
      description="What people may group it by, beside its exact value."
      value={grains ?? [...all]}
      onChange={(chosen) => {
        const kept = all.filter((grain) => chosen.includes(grain));
        onChange(kept.length === all.length ? undefined : kept);
      }}
    >
      <Group gap="sm" mt={6}>
        {all.map((grain) => (
          <Checkbox key={grain} size="xs" value={grain} label={grain} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

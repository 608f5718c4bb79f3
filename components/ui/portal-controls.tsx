"use client";
import {
  ActionIcon,
  Button,
  Checkbox,
  Fieldset,
  Group,
  Menu,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconChevronDown, IconPlus, IconTrash } from "@tabler/icons-react";
import type { Controls, SelectProps, TextProps } from "@/components/form-controls/controls";
import { SearchSelect } from "@/components/ui/search-select";

const icons = {
  up: IconArrowUp,
  down: IconArrowDown,
  remove: IconTrash,
  open: IconChevronDown,
  add: IconPlus,
} as const;

interface Named {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly help?: string;
  readonly error?: string;
  readonly placeholder?: string;
  readonly isSmall?: boolean;
}

function field({ label, isLabelHidden, help, error, placeholder, isSmall }: Named) {
  return {
    ...(isLabelHidden ? { "aria-label": label } : { label }),
    description: help,
    error,
    placeholder,
    size: isSmall ? "xs" : undefined,
    flex: 1,
  };
}

function TextField({ value, maxLength, rows, onChange, ...named }: TextProps) {
  const shared = { ...field(named), value, maxLength };
  return rows ? (
    <Textarea
      {...shared}
      autosize
      minRows={rows}
      maxRows={rows * 3}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  ) : (
    <TextInput {...shared} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
  );
}

function SelectField({ choices, value, canBeEmpty = false, isLong = false, onChange, ...named }: SelectProps) {
  return (
    <Select
      {...field(named)}
      data={[...choices]}
      value={value}
      onChange={onChange}
      allowDeselect={canBeEmpty}
      clearable={canBeEmpty}
      searchable={isLong}
      limit={200}
    />
  );
}

/** The portal's fields for forms that the embed shows, too. */
export const portalControls: Controls = {
  Select: SelectField,
  Text: TextField,
  Search: ({ label, error, load, chosen, onChange }) => (
    <SearchSelect
      label={label}
      load={load}
      chosen={chosen}
      value={chosen?.value ?? null}
      onChange={onChange}
      error={error}
    />
  ),
  Several: ({ choices, value, onChange, ...named }) => (
    <MultiSelect
      {...field(named)}
      data={[...choices]}
      value={[...value]}
      onChange={onChange}
      searchable
      hidePickedOptions
    />
  ),
  Numeric: ({ value, min, max, onChange, ...named }) => (
    <NumberInput
      {...field(named)}
      min={min}
      max={max}
      value={value ?? ""}
      onChange={(next) => onChange(typeof next === "number" ? next : undefined)}
    />
  ),
  Tags: ({ value, most, onChange, ...named }) => (
    <TagsInput {...field(named)} value={[...value]} maxTags={most} onChange={onChange} acceptValueOnBlur />
  ),
  Switch: ({ label, help, checked, onChange }) => (
    <Switch
      label={label}
      description={help}
      checked={checked}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  ),
  Checkbox: ({ label, help, checked, onChange }) => (
    <Checkbox
      label={label}
      description={help}
      checked={checked}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  ),
  Segments: ({ label, choices, value, onChange }) => (
    <SegmentedControl aria-label={label} data={[...choices]} value={value} onChange={onChange} />
  ),
  Button: ({ children, icon, isQuiet, disabled, onClick }) => (
    <Button
      variant={isQuiet ? "subtle" : "default"}
      size={isQuiet ? "compact-xs" : "xs"}
      leftSection={icon}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </Button>
  ),
  IconButton: ({ icon, label, title, disabled, expanded, onClick }) => {
    const Icon = icons[icon];
    return (
      <ActionIcon
        variant="subtle"
        aria-label={label}
        aria-expanded={expanded}
        title={title}
        disabled={disabled}
        onClick={onClick}
      >
        <Icon size={16} aria-hidden />
      </ActionIcon>
    );
  },
  AddMenu: ({ label, items }) => (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={26} aria-label={label}>
          <IconPlus size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map((item) => (
          <Menu.Item key={item.label} onClick={item.onChoose}>
            {item.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  ),
  Fieldset: ({ legend, children }) => (
    <Fieldset legend={legend} radius="md">
      <Stack gap="xs">{children}</Stack>
    </Fieldset>
  ),
  Stack: ({ isTight, children }) => <Stack gap={isTight ? "xs" : "md"}>{children}</Stack>,
  Row: ({ children }) => (
    <Group grow gap="xs" align="start">
      {children}
    </Group>
  ),
  Line: ({ children }) => (
    <Group gap={4} wrap="nowrap" align="end">
      {children}
    </Group>
  ),
  Note: ({ isBad, children }) => (
    <Text size="sm" c={isBad ? "red" : "dimmed"}>
      {children}
    </Text>
  ),
};

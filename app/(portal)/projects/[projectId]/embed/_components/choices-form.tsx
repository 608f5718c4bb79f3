"use client";
import { ColorInput, MultiSelect, SegmentedControl, Select, Stack, Text, TextInput } from "@mantine/core";
import { NamedValuesInput } from "@/components/ui/named-values-input";
import { TenantSelect } from "../../../../_pickers/tenant-select";
import { type EmbedChoices, languages, type PolicyChoice } from "./embed-choices";

export interface ChoicesFormProps {
  readonly dashboards: readonly { readonly value: string; readonly label: string }[];
  readonly policies: readonly PolicyChoice[];
  readonly choices: EmbedChoices;
  readonly onChange: (choices: EmbedChoices) => void;
}

/** For whom and how the embed is shown. */
export function ChoicesForm({ dashboards, policies, choices, onChange }: ChoicesFormProps) {
  const set = (part: Partial<EmbedChoices>) => onChange({ ...choices, ...part });
  const named = policies.filter(({ id }) => choices.policyIds.includes(id));
  return (
    <Stack gap="md">
      <Select
        label="Dashboard"
        data={[...dashboards]}
        value={choices.dashboardId}
        onChange={(dashboardId) => dashboardId && set({ dashboardId, lockedFilters: {} })}
        allowDeselect={false}
        searchable
      />
      <TenantSelect
        label="Tenant"
        description="Without one, only the token's policies open anything."
        placeholder="No tenant"
        chosen={choices.tenant}
        value={choices.tenant?.value ?? null}
        onChange={(value, option) => set({ tenant: value && option ? { value, label: option.label } : null })}
        clearable
      />
      <MultiSelect
        label="Policies of the token"
        description="They narrow what the tenant sees; without a tenant they are all there is."
        data={policies.map(({ id, name, connectionName }) => ({ value: id, label: `${name} (${connectionName})` }))}
        value={[...choices.policyIds]}
        onChange={(policyIds) => set({ policyIds })}
        searchable
        clearable
      />
      {named.map(({ id, name, parameters }) =>
        parameters.length === 0 ? null : (
          <NamedValuesInput
            key={id}
            label={`Parameters of ${name}`}
            fixedNames
            value={Object.fromEntries(
              parameters.map((parameter) => [parameter, choices.parameters[id]?.[parameter] ?? ""]),
            )}
            onChange={(values) => set({ parameters: { ...choices.parameters, [id]: values } })}
          />
        ),
      )}
      <NamedValuesInput
        key={choices.dashboardId}
        label="Locked filters"
        description="By filter name; the viewer cannot change them."
        value={choices.lockedFilters}
        onChange={(lockedFilters) => set({ lockedFilters })}
      />
      <div>
        <Text component="label" size="sm" fw={500} id="embed-mode">
          Colours
        </Text>
        <SegmentedControl
          fullWidth
          aria-labelledby="embed-mode"
          data={[
            { value: "auto", label: "System" },
            { value: "light", label: "Light" },
            { value: "dark", label: "Dark" },
          ]}
          value={choices.mode}
          onChange={(mode) => set({ mode: mode as EmbedChoices["mode"] })}
        />
      </div>
      <ColorInput
        label="Accent"
        placeholder="Ours"
        eyeDropperButtonProps={{ "aria-label": "Pick a colour from the screen" }}
        value={choices.accent}
        onChange={(accent) => set({ accent })}
      />
      <TextInput
        label="Radius of corners"
        placeholder="8px"
        value={choices.radius}
        onChange={(event) => set({ radius: event.currentTarget.value })}
      />
      <Select
        label="Language"
        data={languages}
        value={choices.locale}
        onChange={(locale) => locale && set({ locale })}
        allowDeselect={false}
      />
    </Stack>
  );
}

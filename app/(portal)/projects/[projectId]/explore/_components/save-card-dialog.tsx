"use client";
import { Button, Group, Modal, SegmentedControl, Select, Text, TextInput } from "@mantine/core";
import { ActionForm } from "@/components/ui/action-form";
import { LinkButton } from "@/components/ui/link-button";
import { SearchSelect } from "@/components/ui/search-select";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import { shownTab } from "@/lib/dashboards/tab-cards";
import type { DomainQuery } from "@/lib/domains/domain-query-schema";
import { optionsOf } from "../../../../_pickers/options-of";
import { TenantSelect } from "../../../../_pickers/tenant-select";
import { findEditableDashboardsAction } from "../actions";
import type { ExploreRights } from "../explore-rights";
import { useSaveCard } from "./use-save-card";

export interface SaveCardProps {
  readonly projectId: string;
  readonly domainId: string;
  readonly card: DraftCard;
  /** The query whose answer is on the screen. */
  readonly query: DomainQuery;
  readonly may: ExploreRights;
  readonly onClose: () => void;
}

/** Puts the answer on a dashboard: one that this person may edit, or a new one. */
export function SaveCardDialog(props: SaveCardProps) {
  const { projectId, may, onClose } = props;
  const { values, set, tabs, submit, pending, failure, conflict, saved } = useSaveCard(props);
  if (saved) {
    return (
      <Modal opened onClose={onClose} title="Saved">
        <Text role="status">The card is on “{saved.title}” now.</Text>
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={onClose}>
            Go on exploring
          </Button>
          <LinkButton href={`/projects/${projectId}/dashboards/${saved.id}`}>Open the dashboard</LinkButton>
        </Group>
      </Modal>
    );
  }
  const isNew = values.where === "new";
  return (
    <Modal opened onClose={onClose} title="Save as a card">
      <ActionForm
        label="Save as a card"
        submitLabel={conflict ? "Add it all the same" : isNew ? "Create dashboard" : "Add to dashboard"}
        onSubmit={submit}
        pending={pending}
        failure={failure}
        secondary={
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        }
      >
        <TextInput
          label="Title of the card"
          data-autofocus
          maxLength={200}
          value={values.title}
          onChange={({ currentTarget }) => set({ title: currentTarget.value })}
        />
        {may.createDashboards && may.addToDashboards ? (
          <SegmentedControl
            aria-label="Where"
            data={[
              { value: "existing", label: "A dashboard you edit" },
              { value: "new", label: "A new dashboard" },
            ]}
            value={values.where}
            onChange={(where) => set({ where: where as typeof values.where })}
          />
        ) : null}
        {isNew ? (
          <>
            <TextInput
              label="Title of the dashboard"
              maxLength={200}
              value={values.dashboardTitle}
              onChange={({ currentTarget }) => set({ dashboardTitle: currentTarget.value })}
            />
            {may.chooseHome ? (
              <TenantSelect
                label="Home"
                description="A tenant's dashboard never leaves that tenant and your organization. This cannot be changed."
                placeholder="The organization"
                clearable
                value={values.tenantId}
                onChange={(tenantId) => set({ tenantId })}
              />
            ) : null}
          </>
        ) : (
          <>
            <SearchSelect
              label="Dashboard"
              placeholder="Search dashboards"
              nothingFoundMessage="No dashboard by that name that you may edit"
              load={async (words) => optionsOf(await findEditableDashboardsAction(projectId, words))}
              value={values.dashboardId}
              onChange={(dashboardId) => set({ dashboardId })}
            />
            {tabs.length > 1 ? (
              <Select
                label="Tab"
                data={tabs.map(({ id, title }) => ({ value: id, label: title }))}
                allowDeselect={false}
                value={shownTab(tabs, values.tabId)}
                onChange={(tabId) => set({ tabId })}
              />
            ) : null}
          </>
        )}
      </ActionForm>
    </Modal>
  );
}

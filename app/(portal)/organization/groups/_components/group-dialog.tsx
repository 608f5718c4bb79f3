"use client";
import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { ActionForm } from "@/components/ui/action-form";
import { notifyDone } from "@/components/ui/notify";
import { useActionForm } from "@/components/ui/use-action-form";
import { createGroupSchema, type GroupView, updateGroupSchema } from "@/lib/groups/group-schema";
import { TenantSelect } from "../../../_pickers/tenant-select";
import { createGroupAction, updateGroupAction } from "../actions";
import type { GroupHomes } from "./group-homes";

export interface GroupDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly group?: GroupView;
  readonly homes?: GroupHomes;
  readonly onDone?: (group: GroupView) => void;
}

/** Creates a group, or renames one when it is given. */
export function GroupDialog(props: GroupDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.group ? "Edit group" : "New group"}>
      <GroupForm {...props} />
    </Modal>
  );
}

function GroupForm({ group, homes, onClose, onDone }: GroupDialogProps) {
  const { form, submit, failure, pending } = useActionForm({
    initialValues: {
      name: group?.name ?? "",
      description: group?.description ?? "",
      tenantId: group?.tenantId ?? (null as string | null),
    },
    schema: group ? updateGroupSchema : createGroupSchema,
    toInput: ({ tenantId, ...rest }) => (group ? rest : { ...rest, ...(tenantId ? { tenantId } : {}) }),
    action: (input) => (group ? updateGroupAction(group.id, input) : createGroupAction(input)),
    warnWhenLeaving: false,
    onDone: (saved) => {
      notifyDone(group ? "Group saved" : `Group ${saved.name} created`);
      onClose();
      onDone?.(saved);
    },
  });
  return (
    <ActionForm
      label="Group"
      submitLabel={group ? "Save" : "Create group"}
      onSubmit={submit}
      pending={pending}
      failure={failure}
      secondary={
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      }
    >
      <TextInput label="Name" data-autofocus {...form.getInputProps("name")} />
      <Textarea label="Description" autosize minRows={2} maxRows={6} {...form.getInputProps("description")} />
      {!group && (homes === "all" || homes === "tenants") ? (
        <TenantSelect
          label="Tenant"
          description={
            homes === "all"
              ? "Leave empty for people of your own organization. A group never changes its home."
              : "Whose people it is for. A group never changes its home."
          }
          placeholder={homes === "all" ? "The organization itself" : "Choose a tenant"}
          clearable={homes === "all"}
          {...form.getInputProps("tenantId")}
        />
      ) : null}
    </ActionForm>
  );
}

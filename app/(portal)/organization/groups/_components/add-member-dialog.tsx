"use client";
import { Button, Modal } from "@mantine/core";
import { ActionForm } from "@/components/ui/action-form";
import { errorUnder } from "@/components/ui/field-error";
import { notifyDone } from "@/components/ui/notify";
import { SearchSelect } from "@/components/ui/search-select";
import { useActionForm } from "@/components/ui/use-action-form";
import { addGroupMembersSchema, type GroupView } from "@/lib/groups/group-schema";
import { optionsOf } from "../../../_pickers/options-of";
import { addMembersAction, findCandidatesAction } from "../actions";

/** Adds one person at a time, and stays open for the next. */
export function AddMemberDialog(props: { opened: boolean; onClose: () => void; group: GroupView }) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={`Add to ${props.group.name}`}>
      <AddMemberForm group={props.group} onClose={props.onClose} />
    </Modal>
  );
}

function AddMemberForm({ group, onClose }: { group: GroupView; onClose: () => void }) {
  const { form, submit, failure, pending } = useActionForm({
    initialValues: { userId: null as string | null },
    schema: addGroupMembersSchema,
    toInput: ({ userId }) => ({ userIds: userId ? [userId] : [] }),
    action: (input) => addMembersAction(group.id, input),
    warnWhenLeaving: false,
    onDone: () => {
      notifyDone(`Added to ${group.name}`);
      form.setFieldValue("userId", null);
    },
  });
  return (
    <ActionForm
      label="Add members"
      submitLabel="Add"
      onSubmit={submit}
      pending={pending}
      failure={failure}
      secondary={
        <Button variant="default" onClick={onClose}>
          Done
        </Button>
      }
    >
      <SearchSelect
        key={group.memberCount}
        label="Person"
        description={`People of ${group.tenantName ?? "the organization"} who are not in the group yet.`}
        placeholder="Search by name or e-mail"
        load={async (words) => optionsOf(await findCandidatesAction(group.id, words))}
        value={form.values.userId}
        onChange={(userId) => form.setFieldValue("userId", userId)}
        error={errorUnder(form.errors, "userIds")}
        clearable
      />
    </ActionForm>
  );
}

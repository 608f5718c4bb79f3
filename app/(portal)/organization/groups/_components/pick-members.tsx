"use client";
import { Button, Pill } from "@mantine/core";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { errorUnder } from "@/components/ui/field-error";
import { notifyDone } from "@/components/ui/notify";
import { type SearchOption, SearchSelect } from "@/components/ui/search-select";
import { useActionForm } from "@/components/ui/use-action-form";
import { addGroupMembersSchema, type GroupView } from "@/lib/groups/group-schema";
import { counted } from "../../../_labels/words";
import { optionsOf } from "../../../_pickers/options-of";
import { addMembersAction, findCandidatesAction } from "../actions";

/** Picks any number of people, who are then added together. */
export function PickMembers({ group, onClose }: { group: GroupView; onClose: () => void }) {
  const [found, setFound] = useState<readonly SearchOption[]>([]);
  const { form, submit, failure, pending } = useActionForm({
    initialValues: { people: [] as readonly SearchOption[] },
    schema: addGroupMembersSchema,
    toInput: ({ people }) => ({ userIds: people.map(({ value }) => value) }),
    toField: () => "people",
    action: (input) => addMembersAction(group.id, input),
    warnWhenLeaving: false,
    onDone: (_, { people }) => {
      notifyDone(`${counted(people.length, "person", "people")} added to ${group.name}`);
      onClose();
    },
  });
  const { people } = form.values;
  const load = async (words: string) => {
    const options = optionsOf(await findCandidatesAction(group.id, words));
    const left = options.filter(({ value }) => !people.some((one) => one.value === value));
    setFound(left);
    return left;
  };
  const pick = (id: string | null) => {
    const person = found.find(({ value }) => value === id);
    if (person) form.setFieldValue("people", [...people, person]);
  };
  return (
    <ActionForm
      label="Add members"
      submitLabel={people.length > 1 ? `Add ${people.length} people` : "Add"}
      onSubmit={submit}
      pending={pending}
      failure={failure}
      secondary={
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      }
    >
      <SearchSelect
        // Chosen people leave the options.
        key={people.length}
        label="Person"
        description={`People of ${group.tenantName ?? "the organization"} who are not in the group yet.`}
        placeholder="Search by name or e-mail"
        load={load}
        value={null}
        onChange={pick}
        error={errorUnder(form.errors, "people")}
      />
      {people.length > 0 ? (
        <Pill.Group>
          {people.map((person) => (
            <Pill
              key={person.value}
              withRemoveButton
              removeButtonProps={{ "aria-label": `Do not add ${person.label}`, "aria-hidden": false, tabIndex: 0 }}
              onRemove={() =>
                form.setFieldValue(
                  "people",
                  people.filter(({ value }) => value !== person.value),
                )
              }
            >
              {person.label}
            </Pill>
          ))}
        </Pill.Group>
      ) : null}
    </ActionForm>
  );
}

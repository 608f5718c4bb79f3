"use client";
import { Button, Modal, Select, Text } from "@mantine/core";
import { ActionForm } from "@/components/ui/action-form";
import { errorUnder } from "@/components/ui/field-error";
import type { NamedValues } from "@/components/ui/named-values";
import { NamedValuesInput } from "@/components/ui/named-values-input";
import { notifyDone } from "@/components/ui/notify";
import { useActionForm } from "@/components/ui/use-action-form";
import {
  type AssignmentView,
  createAssignmentSchema,
  type PolicyView,
  updateAssignmentSchema,
} from "@/lib/policies/policy-schema";
import { AssignmentKind, type Role } from "@/prisma/client/enums";
import { assignmentWords } from "../../../../_labels/words";
import { createAssignmentAction, updateAssignmentAction } from "../actions";
import { SubjectField } from "./subject-field";

export interface AssignmentDialogProps {
  readonly policy: PolicyView;
  /** Edited when it is given; only its values can change. */
  readonly assignment?: AssignmentView;
  readonly onClose: () => void;
}

export function AssignmentDialog(props: AssignmentDialogProps) {
  const title = props.assignment ? `Values for ${props.assignment.subjectName}` : `Assign “${props.policy.name}”`;
  return (
    <Modal opened onClose={props.onClose} title={title} size="lg">
      <AssignmentForm {...props} />
    </Modal>
  );
}

function AssignmentForm({ policy, assignment, onClose }: AssignmentDialogProps) {
  const { form, submit, failure, pending } = useActionForm({
    initialValues: {
      kind: (assignment?.kind ?? "TENANT") as AssignmentKind,
      tenantId: null as string | null,
      groupId: null as string | null,
      userId: null as string | null,
      role: null as Role | null,
      parameters: startingValues(policy, assignment),
    },
    schema: assignment ? updateAssignmentSchema : createAssignmentSchema,
    toInput: ({ parameters, kind, ...subject }) => ({
      ...(assignment ? {} : { policyId: policy.id, kind, ...given(subject) }),
      parameters: given(parameters),
    }),
    action: (input) => (assignment ? updateAssignmentAction(assignment.id, input) : createAssignmentAction(input)),
    warnWhenLeaving: false,
    onDone: ({ subjectName }) => {
      notifyDone(`${policy.name} holds for ${subjectName}`);
      onClose();
    },
  });
  return (
    <ActionForm
      label="Assignment"
      submitLabel={assignment ? "Save values" : "Assign"}
      onSubmit={submit}
      pending={pending}
      failure={failure}
      secondary={
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      }
    >
      {assignment ? null : (
        <>
          <Select
            label="For"
            data={Object.values(AssignmentKind).map((kind) => ({ value: kind, label: assignmentWords[kind] }))}
            allowDeselect={false}
            value={form.values.kind}
            onChange={(kind) =>
              form.setValues({ kind: kind as AssignmentKind, tenantId: null, groupId: null, userId: null, role: null })
            }
          />
          <SubjectField
            kind={form.values.kind}
            value={form.values}
            errors={form.errors}
            onChange={(part) => form.setValues(part)}
          />
        </>
      )}
      {policy.parameters.length === 0 ? (
        <Text c="dimmed">The policy needs no values.</Text>
      ) : (
        <NamedValuesInput
          label="Values"
          description="A value, a list, or one placeholder such as {{ tenant.attributes.state }} that is looked up for each reader."
          value={form.values.parameters}
          onChange={(parameters) => form.setFieldValue("parameters", parameters)}
          error={errorUnder(form.errors, "parameters")}
          fixedNames
        />
      )}
    </ActionForm>
  );
}

/** A field for each parameter that the policy needs, filled with what is assigned. */
function startingValues(policy: PolicyView, assignment?: AssignmentView): NamedValues {
  return Object.fromEntries(policy.parameters.map((name) => [name, assignment?.parameters[name] ?? ""]));
}

/** What was filled in; an empty field is no value, and the command says which are missing. */
function given<T>(values: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== "" && value !== null));
}

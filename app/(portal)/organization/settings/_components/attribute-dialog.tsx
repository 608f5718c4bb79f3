"use client";
import { Button, Modal, SegmentedControl, Switch, Textarea, TextInput } from "@mantine/core";
import { ActionForm } from "@/components/ui/action-form";
import { notifyDone } from "@/components/ui/notify";
import { useActionForm } from "@/components/ui/use-action-form";
import { createAttributeSchema, type ListedAttribute, updateAttributeSchema } from "@/lib/attributes/attribute-schema";
import type { AttributeSubject } from "@/prisma/client/enums";
import { createAttributeAction, updateAttributeAction } from "../actions";

export interface AttributeDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** One of the list, defined or in use only; without it a new one. */
  readonly attribute?: ListedAttribute;
}

/** Defines an attribute, or changes what is said about one. */
export function AttributeDialog(props: AttributeDialogProps) {
  const title = props.attribute ? `Attribute ${props.attribute.name}` : "New attribute";
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={title}>
      <AttributeForm {...props} />
    </Modal>
  );
}

function AttributeForm({ attribute, onClose }: AttributeDialogProps) {
  const id = attribute?.id ?? null;
  const { form, submit, failure, pending } = useActionForm({
    initialValues: {
      subject: attribute?.subject ?? ("TENANT" as AttributeSubject),
      name: attribute?.name ?? "",
      description: attribute?.description ?? "",
      readableInCards: attribute?.readableInCards ?? false,
    },
    schema: id ? updateAttributeSchema : createAttributeSchema,
    toInput: ({ subject, name, ...said }) => (id ? said : { subject, name, ...said }),
    action: (input) => (id ? updateAttributeAction(id, input) : createAttributeAction(input)),
    warnWhenLeaving: false,
    onDone: ({ name }) => {
      notifyDone(`Attribute ${name} saved`);
      onClose();
    },
  });
  return (
    <ActionForm
      label="Attribute"
      submitLabel="Save"
      onSubmit={submit}
      pending={pending}
      failure={failure}
      secondary={
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      }
    >
      {attribute ? null : (
        <>
          <SegmentedControl
            aria-label="Of"
            data={[
              { value: "TENANT", label: "Tenants" },
              { value: "USER", label: "People" },
            ]}
            {...form.getInputProps("subject")}
          />
          <TextInput label="Name" placeholder="region" data-autofocus {...form.getInputProps("name")} />
        </>
      )}
      <Textarea label="Description" autosize minRows={2} maxRows={6} {...form.getInputProps("description")} />
      <Switch
        label="Readable in cards"
        description="Whoever writes a query can show readers their own value of it."
        {...form.getInputProps("readableInCards", { type: "checkbox" })}
      />
    </ActionForm>
  );
}

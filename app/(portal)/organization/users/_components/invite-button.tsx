"use client";
import { Button, Modal, Select, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { ActionForm } from "@/components/ui/action-form";
import { notifyDone } from "@/components/ui/notify";
import type { SearchOption } from "@/components/ui/search-select";
import { useActionForm } from "@/components/ui/use-action-form";
import { createInviteSchema } from "@/lib/users/invites/invite-schema";
import { tenantRoles } from "@/lib/users/user-schema";
import type { Role } from "@/prisma/client/enums";
import { roleWords } from "../../../_labels/words";
import { TenantSelect } from "../../../_pickers/tenant-select";
import { createInviteAction } from "../invite-actions";
import { inviteWords, showLinkOnce } from "./link-once";

const everyRole: readonly Role[] = ["VIEWER", "POWER_USER", "AUTHOR", "ADMIN"];

/** Invites somebody by mail, or by a link to hand over. */
export function InviteButton({ home }: { home: SearchOption | null }) {
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button onClick={dialog.open}>Invite</Button>
      <Modal opened={opened} onClose={dialog.close} title="Invite somebody">
        <InviteForm home={home} onClose={dialog.close} />
      </Modal>
    </>
  );
}

function InviteForm({ home, onClose }: { home: SearchOption | null; onClose: () => void }) {
  const { form, submit, failure, pending } = useActionForm({
    initialValues: { email: "", tenantId: home?.value ?? (null as string | null), role: "VIEWER" as Role },
    schema: createInviteSchema,
    action: createInviteAction,
    warnWhenLeaving: false,
    onDone: ({ email, link }) => {
      onClose();
      if (link) showLinkOnce(link, inviteWords(email));
      else notifyDone(`An invite is on its way to ${email}`);
    },
  });
  const roles = form.values.tenantId ? tenantRoles : everyRole;
  return (
    <ActionForm
      label="Invite"
      submitLabel="Invite"
      onSubmit={submit}
      pending={pending}
      failure={failure}
      secondary={
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      }
    >
      <TextInput label="E-mail" type="email" autoComplete="off" data-autofocus {...form.getInputProps("email")} />
      <TenantSelect
        label="Tenant"
        description="Leave empty for somebody of your own organization. This cannot be changed later."
        placeholder="The organization itself"
        clearable
        chosen={home}
        {...form.getInputProps("tenantId")}
        onChange={(tenantId) => {
          form.setFieldValue("tenantId", tenantId);
          if (tenantId && !tenantRoles.some((role) => role === form.values.role)) form.setFieldValue("role", "VIEWER");
        }}
      />
      <Select
        label="Role"
        description={roleWords[form.values.role].allows}
        data={roles.map((role) => ({ value: role, label: roleWords[role].label }))}
        allowDeselect={false}
        {...form.getInputProps("role")}
      />
    </ActionForm>
  );
}

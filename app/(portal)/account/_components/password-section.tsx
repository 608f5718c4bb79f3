import { Section } from "@/components/ui/section";
import { PasswordForm } from "./password-form";

/** For those who sign in with a password. */
export function PasswordSection() {
  return (
    <Section title="Password" description="Changing it signs you out everywhere else.">
      <PasswordForm />
    </Section>
  );
}

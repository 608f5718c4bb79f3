import { Text, Title } from "@mantine/core";
import { LinkButton } from "@/components/ui/link-button";

export default function AuthNotFound() {
  return (
    <>
      <Title order={1}>There is nothing here</Title>
      <Text c="dimmed" my="sm">
        Bulkhead is set up already. Sign in to go on.
      </Text>
      <LinkButton href="/sign-in">Sign in</LinkButton>
    </>
  );
}

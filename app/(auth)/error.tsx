"use client";
import { Button, Text, Title } from "@mantine/core";

export default function AuthError({ reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div role="alert">
      <Title order={1}>This page did not load</Title>
      <Text c="dimmed" my="sm">
        Something went wrong on our side. Nothing was changed.
      </Text>
      <Button onClick={reset}>Try again</Button>
    </div>
  );
}

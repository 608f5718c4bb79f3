import { Skeleton, Stack } from "@mantine/core";

/** The shape of a form that is being fetched. */
export function FormSkeleton({ fields = 4 }: { fields?: number }) {
  return (
    <Stack gap="lg" aria-busy="true" aria-label="Loading" maw={640}>
      {Array.from({ length: fields }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are identical and never reorder
        <Stack gap={8} key={index}>
          <Skeleton height={12} width={120} />
          <Skeleton height={36} />
        </Stack>
      ))}
    </Stack>
  );
}

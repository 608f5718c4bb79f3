"use client";
import { TagsInput, type TagsInputProps } from "@mantine/core";

export interface TextListInputProps
  extends Pick<TagsInputProps, "label" | "description" | "error" | "placeholder" | "disabled" | "aria-label"> {
  readonly value?: readonly string[];
  readonly onChange?: (value: string[]) => void;
  readonly suggestions?: readonly string[];
}

/** A list of short texts; each is taken over on Enter, a comma, or when the field is left. */
export function TextListInput({ value, suggestions, placeholder, ...rest }: TextListInputProps) {
  return (
    <TagsInput
      {...rest}
      value={[...(value ?? [])]}
      data={[...(suggestions ?? [])]}
      placeholder={value?.length ? undefined : placeholder}
      splitChars={[",", "\n"]}
      acceptValueOnBlur
    />
  );
}

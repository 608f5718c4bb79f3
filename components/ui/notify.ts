"use client";
import { notifications } from "@mantine/notifications";

/** Says that something was done. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: "harbor", withBorder: true });
}

/** Says that something was not done, and why. */
export function notifyFailed(message: string): void {
  notifications.show({ title: "That did not work", message, color: "red", withBorder: true, autoClose: 10_000 });
}

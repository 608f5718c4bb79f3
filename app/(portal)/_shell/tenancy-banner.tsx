"use client";
import { Button } from "@mantine/core";
import { IconShieldOff } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useAction } from "@/components/ui/use-action";
import { switchTenancyOnAction } from "./actions";
import classes from "./tenancy-banner.module.css";

/** Stands over every page of a session without tenancy, with the time that is left and the way back. */
export function TenancyBanner({ secondsLeft }: { secondsLeft: number }) {
  const { run, pending } = useAction();
  const seconds = useCountdown(secondsLeft);
  useEffect(() => {
    // What was read without tenancy does not stay on the page when the time is over.
    if (seconds === 0) location.reload();
  }, [seconds]);
  const end = async () => {
    if (await run(switchTenancyOnAction)) location.reload();
  };
  return (
    <section className={classes.banner} aria-label="Session without tenancy">
      <IconShieldOff size={18} aria-hidden />
      <p className={classes.text}>
        <strong>Tenancy is off in this session.</strong> You see the rows of every tenant; nothing can be saved, shared
        or exported.
      </p>
      <span className={classes.time} role="timer">
        {timeLeft(seconds)} left
      </span>
      <Button size="xs" variant="white" color="dark" loading={pending} onClick={end}>
        Switch tenancy on
      </Button>
    </section>
  );
}

/** Counts down from what the server said, whose clock need not be the browser's. */
function useCountdown(from: number): number {
  const [seconds, setSeconds] = useState(from);
  useEffect(() => {
    const end = performance.now() + from * 1000;
    const count = () => setSeconds(Math.max(0, Math.ceil((end - performance.now()) / 1000)));
    const timer = setInterval(count, 1000);
    return () => clearInterval(timer);
  }, [from]);
  return seconds;
}

/** `14:05` */
function timeLeft(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

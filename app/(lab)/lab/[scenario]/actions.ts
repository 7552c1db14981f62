"use server";
/** Hands an attempt in: the server runs it again, keeps it and schedules the scenario. */
import { revalidatePath } from "next/cache";
import { submitAttempt } from "#lib/server/use-cases";

export async function submitAttemptAction(input: Parameters<typeof submitAttempt>[0]) {
  const outcome = await submitAttempt(input);
  revalidatePath("/lab");
  return outcome;
}

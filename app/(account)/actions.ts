"use server";
/** What the account pages can ask for; each is one use case. */
import { revalidatePath } from "next/cache";
import {
  changePassword,
  deleteAccount,
  signOutEverywhere,
  signUp,
  updateSettings,
} from "#lib/server/use-cases";

export async function signUpAction(input: Parameters<typeof signUp>[0]) {
  return signUp(input);
}

export async function changePasswordAction(input: Parameters<typeof changePassword>[0]) {
  return changePassword(input);
}

export async function updateSettingsAction(input: Parameters<typeof updateSettings>[0]) {
  const outcome = await updateSettings(input);
  revalidatePath("/", "layout");
  return outcome;
}

export async function signOutEverywhereAction() {
  return signOutEverywhere({});
}

export async function deleteAccountAction(input: Parameters<typeof deleteAccount>[0]) {
  return deleteAccount(input);
}

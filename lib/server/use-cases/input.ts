/** Input shapes that several use cases share. */
import "server-only";
import { z } from "zod";

export const emailInput = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email({ message: "expected an email address" }));

/** NIST: length is what counts; no rules about digits or signs. */
export const passwordInput = z
  .string()
  .min(10, "expected at least 10 characters")
  .max(200, "expected at most 200 characters");

export const idInput = z.string().min(1).max(200);

export const clientIdInput = z.uuid({ message: "expected a UUID" });

export const seedInput = z.number().int().min(0).max(0x7fff_ffff);

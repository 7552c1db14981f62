/**
 * One shape for everything a learner can do: find out who asks → limit → parse → run → plain
 * Result. A learner's mistake is a value; only a fault of the program is thrown.
 */
import "server-only";
import type { z } from "zod";
import { failure, type Result, success } from "#lib/shared";
import { currentCaller } from "../auth/caller.ts";
import { readClock } from "../clock.ts";
import { type Limit, withinLimit } from "../limit.ts";
import { type Learner, store as openStore, type Store } from "../store/index.ts";

export type UseCaseError = {
  /** kebab-case; pages translate by it. */
  readonly code: string;
  /** English, technical. */
  readonly message: string;
  readonly details?: unknown;
};

export type Outcome<Output> = Result<Output, UseCaseError>;

/** Who asks. `tokenVersion` is the session's; a caller without one is trusted to be who it says. */
export type Caller = {
  readonly learnerId: string | null;
  readonly ip: string;
  readonly tokenVersion?: number;
};

type Access = "public" | "learner";

export type UseCaseContext<A extends Access> = {
  /** For public use cases: the learner who is signed in, if one is. */
  readonly learner: A extends "learner" ? Learner : Learner | null;
  readonly store: Store;
  readonly now: number;
  readonly ip: string;
};

type Definition<A extends Access, Input extends z.ZodType, Output> = {
  readonly name: string;
  readonly access: A;
  readonly input: Input;
  readonly limit?: Limit;
  run(context: UseCaseContext<A>, input: z.output<Input>): Promise<Outcome<Output>>;
};

export type UseCase<Input, Output> = {
  (input: Input): Promise<Outcome<Output>>;
  /** The same on behalf of a caller that is already known. */
  as(caller: Caller, input: Input): Promise<Outcome<Output>>;
  readonly useCase: {
    readonly name: string;
    readonly access: Access;
    readonly limit?: Limit;
    readonly input: z.ZodType;
  };
};

export function problem(
  code: string,
  message: string,
  details?: unknown,
): { readonly ok: false; readonly error: UseCaseError } {
  return failure(details === undefined ? { code, message } : { code, message, details });
}

export function defineUseCase<A extends Access, Input extends z.ZodType, Output>(
  definition: Definition<A, Input, Output>,
): UseCase<z.input<Input>, Output> {
  async function as(caller: Caller, input: z.input<Input>): Promise<Outcome<Output>> {
    const store = openStore();
    const learner = await learnerOf(store, caller);
    if (definition.access === "learner" && learner === null) {
      return problem("sign-in-required", `${definition.name} is for learners who are signed in.`);
    }
    const limited = await limitOf(definition, learner?.id ?? caller.ip);
    if (!limited.ok) return limited;
    if (holdsNul(input)) return problem("invalid-input", "Unexpected NUL character in the input.");
    const parsed = definition.input.safeParse(input);
    if (!parsed.success) return invalid(parsed.error);
    const context = { learner, store, now: readClock(), ip: caller.ip };
    return definition.run(context as UseCaseContext<A>, parsed.data);
  }
  const { name, access, limit, input } = definition;
  return Object.assign(async (value: z.input<Input>) => as(await currentCaller(), value), {
    as,
    useCase: limit === undefined ? { name, access, input } : { name, access, input, limit },
  });
}

async function learnerOf(store: Store, caller: Caller): Promise<Learner | null> {
  if (caller.learnerId === null) return null;
  const learner = await store.learners.find(caller.learnerId);
  if (learner === null) return null;
  const revoked = caller.tokenVersion !== undefined && caller.tokenVersion !== learner.tokenVersion;
  return revoked ? null : learner;
}

async function limitOf(
  definition: { readonly name: string; readonly limit?: Limit },
  key: string,
): Promise<Outcome<null>> {
  if (definition.limit === undefined) return success(null);
  const answer = await withinLimit(definition.name, definition.limit, key);
  if (answer.allowed) return success(null);
  const seconds = Math.ceil(answer.retryAfterMs / 1000);
  return problem("too-many-requests", `Too many requests, try again in ${seconds} s.`, {
    retryAfterMs: answer.retryAfterMs,
  });
}

function invalid(error: z.ZodError): Outcome<never> {
  const issues = error.issues.map((issue) => ({
    path: issue.path.map(String).join("."),
    message: issue.message,
  }));
  const first = issues[0];
  const place = first === undefined || first.path === "" ? "the input" : first.path;
  return problem("invalid-input", `Unexpected ${place}: ${first?.message ?? "unreadable"}`, issues);
}

/** PostgreSQL stores no NUL character, whatever text it comes in. */
function holdsNul(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\0");
  if (Array.isArray(value)) return value.some(holdsNul);
  return typeof value === "object" && value !== null && Object.values(value).some(holdsNul);
}

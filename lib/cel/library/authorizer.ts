/** `authorizer` in expressions: whether the user of a request may do something else. */
import type { Handlers } from "./handler.ts";

export type AccessQuestion = {
  readonly verb: string;
  /** Of a path instead of a resource. */
  readonly path?: string;
  readonly group?: string;
  readonly resource?: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** Asked for this service account instead of the user. */
  readonly serviceAccount?: { readonly namespace: string; readonly name: string };
};

export type AccessAnswer = { readonly allowed: boolean; readonly reason: string };
export type Ask = (question: AccessQuestion) => AccessAnswer;

class Question {
  readonly ask: Ask;
  readonly parts: Omit<AccessQuestion, "verb">;

  constructor(ask: Ask, parts: Omit<AccessQuestion, "verb">) {
    this.ask = ask;
    this.parts = parts;
  }
}

export class CelAuthorizer extends Question {}
class GroupCheck extends Question {}
class PathCheck extends Question {}
class ResourceCheck extends Question {}

class Decision {
  readonly answer: AccessAnswer;

  constructor(answer: AccessAnswer) {
    this.answer = answer;
  }
}

export const AUTHORIZER_TYPES = {
  "kubernetes.authorization.Authorizer": CelAuthorizer,
  "kubernetes.authorization.PathCheck": PathCheck,
  "kubernetes.authorization.GroupCheck": GroupCheck,
  "kubernetes.authorization.ResourceCheck": ResourceCheck,
  "kubernetes.authorization.Decision": Decision,
};

const A = "kubernetes.authorization";
const more =
  (field: keyof AccessQuestion) =>
  ({ ask, parts }: ResourceCheck, value: string) =>
    new ResourceCheck(ask, { ...parts, [field]: value });
const check = ({ ask, parts }: Question, verb: string) => new Decision(ask({ ...parts, verb }));
const unchanged = (one: ResourceCheck) => one;

export const AUTHORIZER_FUNCTIONS: Handlers = {
  [`${A}.Authorizer.path(string): ${A}.PathCheck`]: ({ ask, parts }: Question, path: string) =>
    new PathCheck(ask, { ...parts, path }),
  [`${A}.Authorizer.group(string): ${A}.GroupCheck`]: ({ ask, parts }: Question, group: string) =>
    new GroupCheck(ask, { ...parts, group }),
  [`${A}.Authorizer.serviceAccount(string, string): ${A}.Authorizer`]: (
    { ask, parts }: Question,
    namespace: string,
    name: string,
  ) => new CelAuthorizer(ask, { ...parts, serviceAccount: { namespace, name } }),
  [`${A}.GroupCheck.resource(string): ${A}.ResourceCheck`]: more("resource"),
  [`${A}.ResourceCheck.subresource(string): ${A}.ResourceCheck`]: more("subresource"),
  [`${A}.ResourceCheck.namespace(string): ${A}.ResourceCheck`]: more("namespace"),
  [`${A}.ResourceCheck.name(string): ${A}.ResourceCheck`]: more("name"),
  // RBAC does not look at selectors.
  [`${A}.ResourceCheck.fieldSelector(string): ${A}.ResourceCheck`]: unchanged,
  [`${A}.ResourceCheck.labelSelector(string): ${A}.ResourceCheck`]: unchanged,
  [`${A}.ResourceCheck.check(string): ${A}.Decision`]: check,
  [`${A}.PathCheck.check(string): ${A}.Decision`]: check,
  [`${A}.Decision.allowed(): bool`]: ({ answer }: Decision) => answer.allowed,
  [`${A}.Decision.reason(): string`]: ({ answer }: Decision) => answer.reason,
  [`${A}.Decision.errored(): bool`]: () => false,
  [`${A}.Decision.error(): string`]: () => "",
};

/** Reviews: objects that are answered and never stored. May he? What may I? Who am I? */
import { badRequest } from "../../api/error.ts";
import { type FieldError, invalid, invalidObject } from "../../api/field-error.ts";
import type { KubeObject } from "../../api/object.ts";
import { formatTime } from "../../api/time.ts";
import type { PolicyRule, SubjectAccessReviewSpec } from "../../api/types.generated.ts";
import { decodeBody } from "../decode/body.ts";
import type { UserInfo } from "../request.ts";
import type { RestContext } from "../rest/context.ts";
import type { Attributes } from "./attribute.ts";
import { authorize, rulesOf } from "./rbac.ts";
import { authenticateToken } from "./token.ts";

type Review = (context: RestContext, review: KubeObject) => KubeObject;

/** By kind. */
const REVIEWS: Readonly<Record<string, Review>> = {
  SelfSubjectAccessReview: (context, review) => access(context, review, context.request.user),
  SubjectAccessReview: (context, review) => access(context, review, namedUser(review)),
  LocalSubjectAccessReview: localAccess,
  SelfSubjectRulesReview: rules,
  SelfSubjectReview: self,
  TokenReview: tokenReview,
};

/** Undefined for kinds that are no reviews. */
export function reviewOf(kind: string): ((context: RestContext) => KubeObject) | undefined {
  const review = REVIEWS[kind];
  if (review === undefined) return undefined;
  return (context) => review(context, decodeBody(context));
}

type AccessSpec = SubjectAccessReviewSpec;

function access(context: RestContext, review: KubeObject, user: UserInfo): KubeObject {
  const spec = (review.spec ?? {}) as AccessSpec;
  const faults = accessFaults(spec, review.kind === "SelfSubjectAccessReview");
  if (faults.length > 0)
    throw invalidObject({ group: context.row.group, kind: review.kind }, "", faults);
  const { allowed, reason } = authorize(context.store, attributesIn(spec, user));
  const status = { allowed, ...(reason === "" ? {} : { reason }) };
  return { ...review, metadata: {} as KubeObject["metadata"], spec, status };
}

function accessFaults(spec: AccessSpec, isSelf: boolean): readonly FieldError[] {
  const { nonResourceAttributes: path, resourceAttributes: resource } = spec;
  const faults: FieldError[] = [];
  if (path !== undefined && resource !== undefined) {
    const why = "cannot be specified in combination with resourceAttributes";
    faults.push(invalid("spec.nonResourceAttributes", path, why));
  }
  if (path === undefined && resource === undefined) {
    const why = "exactly one of nonResourceAttributes or resourceAttributes must be specified";
    faults.push(invalid("spec.resourceAttributes", null, why));
  }
  if (!isSelf && (spec.user ?? "") === "" && (spec.groups ?? []).length === 0) {
    faults.push(invalid("spec.user", "", "at least one of user or group must be specified"));
  }
  return faults;
}

function attributesIn(spec: AccessSpec, user: UserInfo): Attributes {
  const { nonResourceAttributes: path, resourceAttributes = {} } = spec;
  if (path !== undefined) return { user, verb: path.verb ?? "", path: path.path ?? "" };
  const { verb = "", group = "", resource = "", subresource = "" } = resourceAttributes;
  const { namespace = "", name = "" } = resourceAttributes;
  return { user, verb, group, resource, subresource, namespace, name };
}

function namedUser(review: KubeObject): UserInfo {
  const { user = "", groups = [] } = (review.spec ?? {}) as AccessSpec;
  return { username: user, groups };
}

function localAccess(context: RestContext, review: KubeObject): KubeObject {
  const { resourceAttributes } = (review.spec ?? {}) as AccessSpec;
  const { namespace = "" } = context.request;
  if (resourceAttributes?.namespace !== namespace) {
    const asked = resourceAttributes?.namespace ?? "";
    throw badRequest(
      `spec.resourceAttributes.namespace must match namespace: expected ${namespace}, got ${asked}`,
    );
  }
  return access(context, review, namedUser(review));
}

function rules({ request, store }: RestContext, review: KubeObject): KubeObject {
  const { namespace = "" } = (review.spec ?? {}) as { readonly namespace?: string };
  if (namespace === "") throw badRequest("no namespace on request");
  const { rules: held, error } = rulesOf(store, request.user, namespace);
  const isUrl = (rule: PolicyRule) => (rule.nonResourceURLs?.length ?? 0) > 0;
  const status = {
    ...(error === "" ? {} : { evaluationError: error }),
    incomplete: false,
    nonResourceRules: held
      .filter(isUrl)
      .map(({ nonResourceURLs, verbs }) => ({ nonResourceURLs, verbs })),
    resourceRules: held
      .filter((rule) => (rule.resources?.length ?? 0) > 0)
      .map(({ apiGroups, resourceNames, resources, verbs }) => ({
        verbs,
        apiGroups,
        resources,
        ...(resourceNames === undefined ? {} : { resourceNames }),
      })),
  };
  return { ...review, metadata: {} as KubeObject["metadata"], spec: {}, status };
}

function self({ engine, request }: RestContext, review: KubeObject): KubeObject {
  const { username, uid, groups, extra } = request.user;
  const userInfo = {
    username,
    ...(uid === undefined ? {} : { uid }),
    groups,
    ...(extra === undefined ? {} : { extra }),
  };
  const metadata = { creationTimestamp: formatTime(engine.nowMs) } as KubeObject["metadata"];
  return { ...review, metadata, status: { userInfo } };
}

function tokenReview(context: RestContext, review: KubeObject): KubeObject {
  const { token = "" } = (review.spec ?? {}) as { readonly token?: string };
  if (token === "") {
    throw badRequest("token is required for TokenReview in authentication");
  }
  const metadata = {} as KubeObject["metadata"];
  const found = authenticateToken(context, token);
  if ("error" in found) {
    const error = `[invalid bearer token, ${found.error}]`;
    return { ...review, metadata, status: { user: {}, error } };
  }
  const { audiences, user } = found;
  return { ...review, metadata, status: { authenticated: true, user, audiences } };
}

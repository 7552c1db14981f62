import { beforeAll, describe, expect, test } from "vitest";
import type { Status } from "../../api/error.ts";
import type { KubeObject } from "../../api/object.ts";
import type { Client, ClientRequest } from "../../client.ts";
import { type Cluster, createCluster } from "../../cluster.ts";

const RBAC = { group: "rbac.authorization.k8s.io", version: "v1" };

let cluster: Cluster;
let admin: Client;

function create(client: Client, kind: string, resource: string, body: object, namespace?: string) {
  const place = namespace === undefined ? {} : { namespace };
  const apiVersion = `${RBAC.group}/${RBAC.version}`;
  return client.request({
    verb: "create",
    ...RBAC,
    resource,
    ...place,
    body: { apiVersion, kind, ...body },
  });
}

function bind(user: string, kind: string, name: string) {
  const roleRef = { apiGroup: RBAC.group, kind, name };
  const subjects = [{ apiGroup: RBAC.group, kind: "User", name: user }];
  const body = { metadata: { name: `${user}-${name}` }, roleRef, subjects };
  return create(admin, "RoleBinding", "rolebindings", body, "default");
}

beforeAll(() => {
  cluster = createCluster({ flavour: "recorded" });
  admin = cluster.client();
  bind("vera", "ClusterRole", "view");
  bind("adam", "ClusterRole", "admin");
  bind("gus", "Role", "gone");
});

const pods = { group: "", version: "v1", resource: "pods", namespace: "default" };
const secrets = { ...pods, resource: "secrets" };

test.each<readonly [string, string, ClientRequest, number]>([
  ["view lists pods", "vera", { verb: "list", ...pods }, 200],
  ["view reads no secrets", "vera", { verb: "list", ...secrets }, 403],
  ["admin reads secrets", "adam", { verb: "list", ...secrets }, 200],
  ["a binding ends at its namespace", "adam", { verb: "list", ...pods, namespace: "x" }, 403],
  ["nobody may do anything", "bob", { verb: "list", ...pods }, 403],
  [
    "the whole cluster is more than a namespace",
    "adam",
    { verb: "list", ...pods, namespace: "" },
    403,
  ],
])("%s", (_name, user, request, code) => {
  expect(cluster.clientAs(user).request(request).code).toBe(code);
});

test.each([
  [
    "bob",
    { verb: "list", ...pods },
    'pods is forbidden: User "bob" cannot list resource "pods" in API group "" in the namespace "default"',
  ],
  [
    "bob",
    { verb: "get", ...RBAC, resource: "clusterroles", name: "x" },
    'clusterroles.rbac.authorization.k8s.io "x" is forbidden: User "bob" cannot get resource "clusterroles" in API group "rbac.authorization.k8s.io" at the cluster scope',
  ],
  [
    "gus",
    { verb: "list", ...pods },
    'pods is forbidden: User "gus" cannot list resource "pods" in API group "" in the namespace "default": RBAC: role.rbac.authorization.k8s.io "gone" not found',
  ],
] as const)("%s is told why", (user, request, message) => {
  const { body } = cluster.clientAs(user).request(request);
  expect((body as Status).message).toBe(message);
});

describe("rights that are handed out", () => {
  const role = (verbs: readonly string[], resources: readonly string[]) => ({
    metadata: { generateName: "r-" },
    rules: [{ apiGroups: [""], resources, verbs }],
  });

  test("what one has may be given", () => {
    const { code } = create(
      cluster.clientAs("adam"),
      "Role",
      "roles",
      role(["get"], ["pods"]),
      "default",
    );
    expect(code).toBe(201);
  });

  test("what one has not is listed, rules of a resource together", () => {
    const body = role(["get", "delete"], ["nodes", "pods"]);
    const answer = create(cluster.clientAs("adam"), "Role", "roles", body, "default");
    expect((answer.body as Status).message).toMatch(
      /attempting to grant RBAC permissions not currently held:\n\{APIGroups:\[""\], Resources:\["nodes"\], Verbs:\["get" "delete"\]\}$/,
    );
  });
});

test("a token leads back to its account, until that is gone", () => {
  const account = { group: "", version: "v1", resource: "serviceaccounts", namespace: "default" };
  const body = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "bot" } };
  admin.request({ verb: "create", ...account, body });
  const asked = { verb: "create", ...account, name: "bot", subresource: "token" } as const;
  const given = admin.request({ ...asked, body: { spec: { audiences: [] } } }).body as KubeObject;
  const { token } = given.status as { readonly token: string };
  const review = () => {
    const kind = "TokenReview";
    const apiVersion = "authentication.k8s.io/v1";
    const place = { group: "authentication.k8s.io", version: "v1", resource: "tokenreviews" };
    const answer = admin.request({
      verb: "create",
      ...place,
      body: { apiVersion, kind, spec: { token } },
    });
    return (answer.body as KubeObject).status;
  };
  expect(review()).toMatchObject({
    authenticated: true,
    user: { username: "system:serviceaccount:default:bot" },
  });
  admin.request({ verb: "delete", ...account, name: "bot" });
  expect(review()).toMatchObject({ error: expect.stringContaining("has been deleted") });
});
